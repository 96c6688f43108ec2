//! What is signed: the claims of the three kinds of messages. Their names are frozen.

use serde::{Deserialize, Serialize};

use super::proof::Signed;
use super::{MatchNumber, PortalAddress, PortalId, Shown, schema_of_text};
use crate::Bytes;

/// What every signed message says of itself (RFC 7519 section 4.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The portal it is for: `aud`.
    pub portal: PortalAddress,
    /// When it was signed, seconds since the Unix epoch by the portal's clock: `iat`.
    pub at: u64,
    /// Its own id, used once: `jti`.
    pub id: PortalId,
}

/// "This is my key": proof of possession and the right to add it, in one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enrolment {
    aud: PortalAddress,
    iat: u64,
    jti: PortalId,
    /// The link's code. Secret until it is used.
    pub code: String,
    /// The key whose signature this carries.
    pub key: PublicKey,
    /// The device by the name its owner gave it.
    pub device: Shown,
    /// What it runs on.
    pub platform: Shown,
}

/// "Let me read my requests."
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    aud: PortalAddress,
    iat: u64,
    jti: PortalId,
    /// The method whose key signs.
    #[serde(rename = "sub")]
    pub method: PortalId,
}

/// "This is what the person decided."
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    aud: PortalAddress,
    iat: u64,
    jti: PortalId,
    /// The method whose key signs.
    #[serde(rename = "sub")]
    pub method: PortalId,
    /// The request that is answered.
    pub request: PortalId,
    /// The decision.
    pub decision: Decision,
}

/// What a person decided. Only an approval has a number, and none is without.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// Yes, with the number that was typed.
    Approve(MatchNumber),
    /// No.
    Deny,
    /// "It wasn't me": ends it, pauses more, tells the organisation.
    Report,
}

/// A P-256 public key, uncompressed: 04 ‖ x ‖ y (SEC 1 section 2.3.3), as a browser exports it "raw". Whether it is a point of the curve
/// is for whoever verifies with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Bytes", into = "Bytes")]
pub struct PublicKey([u8; Self::LEN]);

/// Bytes that are no uncompressed point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an uncompressed P-256 public key")]
pub struct PublicKeyError;

impl PublicKey {
    /// Bytes of an uncompressed point.
    pub const LEN: usize = 65;

    /// Reads an uncompressed point.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PublicKeyError> {
        let bytes: [u8; Self::LEN] = bytes.try_into().map_err(|_| PublicKeyError)?;
        if bytes[0] == 4 { Ok(Self(bytes)) } else { Err(PublicKeyError) }
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8; Self::LEN] {
        &self.0
    }
}

impl TryFrom<Bytes> for PublicKey {
    type Error = PublicKeyError;

    fn try_from(bytes: Bytes) -> Result<Self, PublicKeyError> {
        Self::from_bytes(&bytes.0)
    }
}

impl From<PublicKey> for Bytes {
    fn from(key: PublicKey) -> Self {
        Self(key.0.to_vec())
    }
}

schema_of_text!(PublicKey);

impl Enrolment {
    /// The claims of an enrolment.
    pub fn new(stamp: Stamp, code: String, key: PublicKey, device: Shown, platform: Shown) -> Self {
        Self { aud: stamp.portal, iat: stamp.at, jti: stamp.id, code, key, device, platform }
    }
}

impl Opening {
    /// The claims that open a session.
    pub fn new(stamp: Stamp, method: PortalId) -> Self {
        Self { aud: stamp.portal, iat: stamp.at, jti: stamp.id, method }
    }
}

impl Answer {
    /// The claims of an answer.
    pub fn new(stamp: Stamp, method: PortalId, request: PortalId, decision: Decision) -> Self {
        Self { aud: stamp.portal, iat: stamp.at, jti: stamp.id, method, request, decision }
    }
}

macro_rules! signed {
    ($($type:ident as $typ:literal)*) => {
        $(impl Signed for $type {
            const HEADER: &'static str = concat!(r#"{"alg":"ES256","typ":""#, $typ, r#""}"#);

            fn stamp(&self) -> Stamp {
                Stamp { portal: self.aud.clone(), at: self.iat, id: self.jti.clone() }
            }
        })*
    };
}

signed! {
    Enrolment as "regain-enrolment+jwt"
    Opening as "regain-session+jwt"
    Answer as "regain-answer+jwt"
}
