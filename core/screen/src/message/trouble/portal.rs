//! What goes wrong with a portal. The words are [`crate::words::Words::portal_trouble`]'s.

use regain_protocol::portal::link::LinkError;
use regain_sync::PortalError;

use super::Trouble;

impl From<&PortalError> for Trouble {
    fn from(error: &PortalError) -> Self {
        Self::new(error.name(), error.to_string())
    }
}

impl From<PortalError> for Trouble {
    fn from(error: PortalError) -> Self {
        Self::from(&error)
    }
}

impl From<LinkError> for Trouble {
    fn from(error: LinkError) -> Self {
        let code = match error {
            LinkError::NotALink => "qr-link",
            LinkError::Version => "enrolment-newer",
            LinkError::Address(_) => "enrolment-address",
            LinkError::Damaged => "enrolment-damaged",
        };
        Self::new(code, error.to_string())
    }
}
