//! Proofs of a key outside the log: what a kit or a device signs to get a session, FORMAT section 7.
//!
//! Both messages name the origin that the client dialled, so that a service can't pass a proof on to another one. The
//! bytes are frozen.

use ed25519_dalek::{Signature, VerifyingKey};

use crate::{BackupId, MemberId, SIGNATURE_LEN};

/// Bytes of a challenge.
pub const CHALLENGE_LEN: usize = 32;

const KIT_LABEL: &[u8] = b"regain/1/kit-auth";
const DEVICE_LABEL: &[u8] = b"regain/1/device-auth";

/// What a kit's auth key signs: the origin, the account's name, the challenge.
pub fn kit_auth_message(origin: &str, account: &str, challenge: &[u8; CHALLENGE_LEN]) -> Vec<u8> {
    [KIT_LABEL, origin.as_bytes(), &[0], account.as_bytes(), &[0], challenge].concat()
}

/// What a device's sign key signs: the origin, the backup, the device, the challenge.
pub fn device_auth_message(
    origin: &str,
    backup: BackupId,
    device: MemberId,
    challenge: &[u8; CHALLENGE_LEN],
) -> Vec<u8> {
    [DEVICE_LABEL, origin.as_bytes(), &[0], &backup.0, &device.0, challenge].concat()
}

/// Whether `key` (Ed25519, 32 bytes) signed the message, verified strictly (canonical point and scalar, no small-order key).
pub fn verify(key: &[u8; 32], message: &[u8], signature: &[u8; SIGNATURE_LEN]) -> bool {
    let Ok(key) = VerifyingKey::from_bytes(key) else { return false };
    key.verify_strict(message, &Signature::from_bytes(signature)).is_ok()
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::{Signer as _, SigningKey};

    use super::*;

    #[test]
    fn a_proof_is_good_for_one_origin_one_name_and_one_challenge() {
        let key = SigningKey::from_bytes(&[7; 32]);
        let public = key.verifying_key().to_bytes();
        let message = kit_auth_message("https://backup.example", "brave-otter-42", &[1; 32]);
        let signature = key.sign(&message).to_bytes();
        assert!(verify(&public, &message, &signature));
        for other in [
            kit_auth_message("https://evil.example", "brave-otter-42", &[1; 32]),
            kit_auth_message("https://backup.example", "brave-otter-43", &[1; 32]),
            kit_auth_message("https://backup.example", "brave-otter-42", &[2; 32]),
            device_auth_message("https://backup.example", BackupId([0; 16]), MemberId([0; 16]), &[1; 32]),
        ] {
            assert!(!verify(&public, &other, &signature));
        }
    }

    #[test]
    fn a_small_order_key_proves_nothing() {
        // The identity point: with a lax check it accepts the signature (R = identity, s = 0) of every message.
        let mut identity = [0; 32];
        identity[0] = 1;
        let mut signature = [0; 64];
        signature[0] = 1;
        assert!(!verify(&identity, b"anything", &signature));
    }
}
