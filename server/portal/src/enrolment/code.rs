//! The code of an enrolment, computed and never kept.

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE64URL_NOPAD;
use regain_http::token;
use regain_protocol::portal::EnrolmentLink;
use regain_protocol::portal::link::EnrolmentCode;
use regain_storage::portal::ThingHash;

use crate::state::Portal;
use crate::visit::encoded;

/// Names an enrolment in the addresses of its pages. Random, and of no use outside the session that offered it: the code is a keyed hash over
/// both, so that a page that is loaded again shows the same code and the store has nothing but its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnrolmentId(pub(super) [u8; 16]);

impl EnrolmentId {
    /// Where the page that shows it hears that something changed.
    pub fn events(self) -> String {
        format!("/enrolments/{self}/events")
    }
}

impl fmt::Display for EnrolmentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64URL_NOPAD.encode(&self.0))
    }
}

/// A text that names no enrolment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this names no enrolment")]
pub struct EnrolmentIdError;

impl FromStr for EnrolmentId {
    type Err = EnrolmentIdError;

    fn from_str(text: &str) -> Result<Self, EnrolmentIdError> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| EnrolmentIdError)?;
        bytes.try_into().map(Self).map_err(|_| EnrolmentIdError)
    }
}

/// The code of an enrolment in a session.
pub(super) fn code(portal: &Portal, session: &ThingHash, id: EnrolmentId) -> EnrolmentCode {
    let mac = portal.secrets.keyed.mac("enrolment code", &[session, &id.0]);
    EnrolmentCode::from_bytes(*mac.first_chunk().expect("16 of 32 bytes"))
}

/// What is kept of a code. A plain hash: its 128 bits can't be guessed.
pub fn kept(code: &[u8; 16]) -> ThingHash {
    token::hash(&[b"regain enrolment 1".as_slice(), code].concat())
}

/// The text of the QR code.
pub(super) fn link(portal: &Portal, code: EnrolmentCode) -> String {
    EnrolmentLink { portal: portal.settings.address.clone(), code }.expose_text()
}

/// "Set up on this device": the web app's address with the link in its fragment, which no server gets.
pub fn app_link(portal: &Portal, link: &str) -> Option<String> {
    let app = portal.settings.app.as_ref()?;
    Some(format!("{app}/app/#regain-enrol={}", encoded(link, b"-_.~")))
}
