//! Ids that one side gave and the other repeats.

use std::str::FromStr;

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

use super::{schema_of_text, text_on_the_wire};
use crate::limit::portal::ID_CHARS;

/// The name of a person, a method, a request or a signed message: up to 64 characters of the base64url alphabet and nothing else, so
/// that a portal's word can stand in a path without leading anywhere else.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PortalId(String);

/// A text that is no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id has 1 to {ID_CHARS} characters of A-Z, a-z, 0-9, - and _")]
pub struct PortalIdError;

impl PortalId {
    /// An id of 16 random bytes.
    pub fn of_bytes(bytes: &[u8; 16]) -> Self {
        Self(BASE64URL_NOPAD.encode(bytes))
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PortalId {
    type Err = PortalIdError;

    fn from_str(text: &str) -> Result<Self, PortalIdError> {
        let allowed = |c: u8| c.is_ascii_alphanumeric() || c == b'-' || c == b'_';
        let fits = (1..=ID_CHARS).contains(&text.len()) && text.bytes().all(allowed);
        if fits { Ok(Self(text.to_owned())) } else { Err(PortalIdError) }
    }
}

text_on_the_wire!(PortalId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_leads_nowhere_else() {
        for bad in ["", "..", "a/b", "a?b", "a b", "ä", "%2e", &"x".repeat(65)] {
            assert_eq!(bad.parse::<PortalId>(), Err(PortalIdError), "{bad}");
        }
        let id = PortalId::of_bytes(&[0xfb; 16]);
        assert_eq!(id.as_str().parse(), Ok(id.clone()));
        assert_eq!(
            crate::path::portal::of_request(&id),
            "/api/portal/v1/requests/-_v7-_v7-_v7-_v7-_v7-w/answer"
        );
    }
}
