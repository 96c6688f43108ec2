//! Secrets at rest: XChaCha20-Poly1305 under a key outside the database, so that a copy of the database alone opens none.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};

use crate::Random;

const NONCE_LEN: usize = 24;

/// The bytes can't be opened: damaged, for another purpose, or under another key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sealed value can't be opened")]
pub struct OpenError;

/// Seals and opens.
pub struct Sealer(XChaCha20Poly1305);

impl Sealer {
    /// Under this key.
    pub fn new(key: &[u8; 32]) -> Self {
        Self(XChaCha20Poly1305::new(key.into()))
    }

    /// `nonce (24) ‖ ciphertext ‖ tag`, bound to the purpose.
    pub fn seal(&self, purpose: &[u8], plain: &[u8], random: &Random) -> Vec<u8> {
        let nonce: [u8; NONCE_LEN] = random.bytes();
        let sealed = self
            .0
            .encrypt(XNonce::from_slice(&nonce), Payload { msg: plain, aad: purpose })
            .expect("a small message never exceeds the cipher's limit");
        [nonce.as_slice(), &sealed].concat()
    }

    /// What [`Sealer::seal`] sealed for the same purpose.
    pub fn open(&self, purpose: &[u8], bytes: &[u8]) -> Result<Vec<u8>, OpenError> {
        let (nonce, sealed) = bytes.split_at_checked(NONCE_LEN).ok_or(OpenError)?;
        self.0
            .decrypt(XNonce::from_slice(nonce), Payload { msg: sealed, aad: purpose })
            .map_err(|_| OpenError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_value_opens_for_its_purpose_only() {
        let sealer = Sealer::new(&[3; 32]);
        let sealed = sealer.seal(b"attempt", b"state", &Random::seeded(1));
        assert_eq!(sealer.open(b"attempt", &sealed), Ok(b"state".to_vec()));
        assert_eq!(sealer.open(b"other", &sealed), Err(OpenError));
        assert_eq!(Sealer::new(&[4; 32]).open(b"attempt", &sealed), Err(OpenError));
        assert_eq!(sealer.open(b"attempt", &sealed[..20]), Err(OpenError));
    }
}
