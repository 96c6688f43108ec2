//! Signed messages: JWS in its compact form (RFC 7515 section 3.1) over P-256 and SHA-256 (RFC 7518 section 3.4), and nothing else.
//!
//! The header is no input (RFC 8725 section 3.1): each kind has one, and other bytes are another message. The curve is not named
//! here: a signer takes [`to_sign`] and gives 64 bytes, a reader gives [`read`] its check. Frozen by `tests/vectors/approvals.txt`.

use data_encoding::BASE64URL_NOPAD;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{PortalAddress, Stamp};
use crate::limit::portal::{PROOF_BYTES, SKEW_SECONDS};

/// r ‖ s, 32 bytes each.
pub type Signature = [u8; 64];

/// One of the kinds of signed messages.
pub trait Signed: Serialize + DeserializeOwned {
    /// The only header of this kind.
    const HEADER: &'static str;

    /// Where it is for, when it was made, its own id.
    fn stamp(&self) -> Stamp;
}

/// Why a signed message is refused. A portal tells [`ProofError::Clock`] from the rest, which mend themselves, and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// Not a message of this kind.
    #[error("not a signed message of this kind")]
    Malformed,
    /// Not signed by that key.
    #[error("not signed by that key")]
    Signature,
    /// For another portal.
    #[error("for another portal")]
    Portal,
    /// From another time.
    #[error("from another time")]
    Clock,
}

/// The bytes to sign: header and claims as they travel (RFC 7515 section 5.1, step 5).
///
/// # Panics
/// Never: claims have text keys only.
pub fn to_sign<T: Signed>(claims: &T) -> String {
    let claims = serde_json::to_vec(claims).expect("claims have text keys only");
    format!("{}.{}", BASE64URL_NOPAD.encode(T::HEADER.as_bytes()), BASE64URL_NOPAD.encode(&claims))
}

/// The message, from what was signed and its signature.
pub fn compact(signed: &str, signature: &Signature) -> String {
    format!("{signed}.{}", BASE64URL_NOPAD.encode(signature))
}

/// Reads a message for `portal` at `now` (seconds since the Unix epoch). `verify` is given the claims, which say whose key it has to take
/// and are to be used for nothing else, the signed bytes and the signature. That [`Stamp::id`] is new is for the caller to note, in
/// the same statement that acts on the message.
pub fn read<T: Signed>(
    message: &str,
    portal: &PortalAddress,
    now: u64,
    verify: impl FnOnce(&T, &[u8], &Signature) -> bool,
) -> Result<T, ProofError> {
    let (claims, signed, signature) = parse::<T>(message).ok_or(ProofError::Malformed)?;
    if !verify(&claims, signed.as_bytes(), &signature) {
        return Err(ProofError::Signature);
    }
    let stamp = claims.stamp();
    if stamp.portal != *portal {
        return Err(ProofError::Portal);
    }
    if stamp.at.abs_diff(now) > SKEW_SECONDS {
        return Err(ProofError::Clock);
    }
    Ok(claims)
}

fn parse<T: Signed>(message: &str) -> Option<(T, &str, Signature)> {
    if message.len() > PROOF_BYTES {
        return None;
    }
    let (signed, signature) = message.rsplit_once('.')?;
    let (header, claims) = signed.split_once('.')?;
    if header != BASE64URL_NOPAD.encode(T::HEADER.as_bytes()) {
        return None;
    }
    let bytes = |text: &str| BASE64URL_NOPAD.decode(text.as_bytes()).ok();
    let claims = serde_json::from_slice(&bytes(claims)?).ok()?;
    Some((claims, signed, bytes(signature)?.try_into().ok()?))
}
