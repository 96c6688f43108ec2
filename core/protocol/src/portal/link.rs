//! The QR code of an enrolment: an address of the portal itself, with a one-time code in its fragment.

use std::str::FromStr;

use data_encoding::BASE64URL_NOPAD;

use super::PortalAddress;
use crate::limit::portal::CODE_BYTES;
use crate::path::portal::ENROL_PAGE;

const FAMILY: &str = "regain-";
const VERSION: &str = "1";

/// `https://PORTAL/enrol#regain-1.CODE`. The layout is frozen.
///
/// An address, and not a scheme of our own, because whoever scans it with the wrong app gets to a page that explains; in the fragment,
/// because that never leaves the browser (RFC 9110 section 4.2.4). It can't name another portal than the one it leads to.
pub struct EnrolmentLink {
    /// The portal.
    pub portal: PortalAddress,
    /// The one-time code.
    pub code: EnrolmentCode,
}

/// Sixteen random bytes that stand for "this person may add a key", once. No `Debug`: who has them may do it.
pub struct EnrolmentCode([u8; CODE_BYTES]);

/// Why a text is no enrolment link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Something else.
    #[error("this is not a QR code for setting up a work account")]
    NotALink,
    /// Made by a newer portal.
    #[error("this QR code was made by a newer version of the portal; update Regain")]
    Version,
    /// An enrolment link whose address is not an origin in its one spelling, or not a safe one.
    #[error("the address in this QR code is not a portal's: {0}")]
    Address(super::AddressError),
    /// An enrolment link without a whole code.
    #[error("this QR code is damaged; scan it again, or ask the portal for a new one")]
    Damaged,
}

impl EnrolmentLink {
    /// The text of the QR code.
    pub fn expose_text(&self) -> String {
        format!("{}{ENROL_PAGE}#{FAMILY}{VERSION}.{}", self.portal, self.code.expose_text())
    }

    /// Whether a text means to be an enrolment link of any version: decides between an error that helps and "some other code".
    pub fn is_meant(text: &str) -> bool {
        split(text).is_some()
    }
}

impl FromStr for EnrolmentLink {
    type Err = LinkError;

    /// Strict but for spaces around it, which pasting brings along.
    fn from_str(text: &str) -> Result<Self, LinkError> {
        let (portal, rest) = split(text).ok_or(LinkError::NotALink)?;
        let (version, code) = rest.split_once('.').ok_or(LinkError::Damaged)?;
        if version != VERSION {
            return Err(LinkError::Version);
        }
        let portal = portal.parse().map_err(LinkError::Address)?;
        Ok(Self { portal, code: code.parse()? })
    }
}

/// What is before the page, and what is after the family's name.
fn split(text: &str) -> Option<(&str, &str)> {
    let (page, fragment) = text.trim().split_once('#')?;
    Some((page.strip_suffix(ENROL_PAGE)?, fragment.strip_prefix(FAMILY)?))
}

impl EnrolmentCode {
    /// From fresh random bytes.
    pub fn from_bytes(bytes: [u8; CODE_BYTES]) -> Self {
        Self(bytes)
    }

    /// The bytes, to be hashed: a portal keeps nothing else of them.
    pub fn expose_bytes(&self) -> &[u8; CODE_BYTES] {
        &self.0
    }

    /// The code as it travels.
    pub fn expose_text(&self) -> String {
        BASE64URL_NOPAD.encode(&self.0)
    }
}

impl FromStr for EnrolmentCode {
    type Err = LinkError;

    fn from_str(text: &str) -> Result<Self, LinkError> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| LinkError::Damaged)?;
        bytes.try_into().map(Self).map_err(|_| LinkError::Damaged)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::portal::AddressError;

    const TEXT: &str = "https://portal.example/enrol#regain-1.BwcHBwcHBwcHBwcHBwcHBw";

    fn error(text: &str) -> LinkError {
        text.parse::<EnrolmentLink>().err().unwrap()
    }

    #[test]
    fn the_layout_is_frozen() {
        let link: EnrolmentLink = format!(" {TEXT}\n").parse().unwrap();
        assert_eq!((link.portal.as_str(), link.code.expose_bytes()), ("https://portal.example", &[7; 16]));
        assert_eq!(link.expose_text(), TEXT);
    }

    #[test]
    fn other_codes_newer_links_and_damaged_ones_are_told_apart() {
        for other in [
            "",
            "otpauth://totp/x?secret=AAAA",
            "https://portal.example/enrol",
            "https://portal.example/",
            "#",
        ] {
            assert_eq!(error(other), LinkError::NotALink, "{other}");
            assert!(!EnrolmentLink::is_meant(other));
        }
        for (broken, why) in [
            (TEXT.replace("regain-1.", "regain-2."), LinkError::Version),
            (TEXT.replace("https", "http"), LinkError::Address(AddressError::Scheme)),
            (TEXT.replace("portal.example", "portal.example/x"), LinkError::Address(AddressError::Host)),
            (
                TEXT.replace("portal.example", "safe.example@portal.example"),
                LinkError::Address(AddressError::Host),
            ),
            (TEXT.replace("1.", "1"), LinkError::Damaged),
            (TEXT[..TEXT.len() - 1].to_owned(), LinkError::Damaged),
            (format!("{TEXT}BwcH"), LinkError::Damaged),
            (format!("{TEXT}#"), LinkError::Damaged),
            // The last character holds bits that no byte has.
            (TEXT.replace("cHBw", "cHBx"), LinkError::Damaged),
        ] {
            assert_eq!(error(&broken), why, "{broken}");
            assert!(EnrolmentLink::is_meant(&broken));
        }
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_written_the_same(text in "(https?://)?[a-z.:0-9@/]{0,12}/enrol#regain-1\\.[A-Za-z0-9_-]{20,23}") {
            if let Ok(link) = text.parse::<EnrolmentLink>() {
                prop_assert_eq!(link.expose_text(), text);
            }
        }
    }
}
