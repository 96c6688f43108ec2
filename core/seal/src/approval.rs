//! The key of one enrolment at one portal: P-256, ES256 (RFC 7518 section 3.4). It signs what the app answers there.
//!
//! A new key for each enrolment, so that nothing signed for one portal is worth anything at another. It is never in a record, and so never
//! in a backup: a device keeps it beside the records in its sealed store, unless its platform makes and keeps it.

use p256::SecretKey;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::elliptic_curve::sec1::ToEncodedPoint as _;
use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroizing;

use crate::OpenError;

/// A P-256 private key. Wipes itself when dropped.
///
/// The number alone: its public key is computed where one is asked for. A store is opened without, so that the web app shows codes before
/// it has fetched the arithmetic of the curve.
pub struct ApprovalKey(SecretKey);

impl ApprovalKey {
    /// A fresh key.
    pub fn make(rng: &mut (impl RngCore + CryptoRng)) -> Self {
        Self(SecretKey::random(rng))
    }

    /// Reads what [`expose_bytes`](Self::expose_bytes) gave. Zero and numbers beyond the order of the curve are no keys.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, OpenError> {
        SecretKey::from_slice(bytes).map(Self).map_err(|_| OpenError)
    }

    /// The private number, for storage inside something sealed.
    pub fn expose_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes().into())
    }

    /// The public key, uncompressed (SEC 1 section 2.3.3).
    pub fn public(&self) -> [u8; 65] {
        let point = self.0.public_key().to_encoded_point(false);
        point.as_bytes().try_into().expect("an uncompressed point of P-256 has 65 bytes")
    }

    /// r ‖ s over SHA-256 of the message, as a JWS carries it. The nonce follows from key and message (RFC 6979): no randomness that
    /// fails can give the key away.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        let signature: Signature = SigningKey::from(&self.0).sign(message);
        signature.to_bytes().into()
    }
}
