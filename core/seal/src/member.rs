//! The private keys of a member: a device or a slot.

use ed25519_dalek::{Signer as _, SigningKey};
use rand_core::{CryptoRng, RngCore};
use regain_log::{BackupId, MemberId, MemberKind, MemberRecord, Seal, Signer, proof};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use crate::derive::random;
use crate::epoch::{EpochKey, open_seal};
use crate::{OpenError, RecoveryKit};

/// An Ed25519 pair, which signs, and an X25519 pair, which opens. Both wipe themselves when dropped.
pub struct MemberSecret {
    /// The seed alone: its public key is computed where it is needed, not whenever a store is opened.
    sign: Zeroizing<[u8; 32]>,
    open: StaticSecret,
}

impl MemberSecret {
    /// Fresh keys.
    pub fn make(rng: &mut (impl RngCore + CryptoRng)) -> Self {
        Self::from_bytes(&random(rng))
    }

    /// Reads what [`expose_bytes`](Self::expose_bytes) gave.
    pub fn from_bytes(bytes: &[u8; 64]) -> Self {
        let (seed, open) = bytes.split_at(32);
        let half = |bytes: &[u8]| Zeroizing::new(<[u8; 32]>::try_from(bytes).expect("half of 64 bytes"));
        Self { sign: half(seed), open: StaticSecret::from(*half(open)) }
    }

    /// Ed25519 seed (32) ‖ X25519 secret (32), for storage inside something sealed.
    pub fn expose_bytes(&self) -> Zeroizing<[u8; 64]> {
        let mut out = Zeroizing::new([0; 64]);
        out[..32].copy_from_slice(self.sign.as_slice());
        out[32..].copy_from_slice(self.open.as_bytes());
        out
    }

    /// The public record as a device.
    pub fn device(&self, id: MemberId) -> MemberRecord {
        self.record(id, MemberKind::Device)
    }

    /// The public record as the passphrase's slot.
    pub fn passphrase_slot(&self, id: MemberId) -> MemberRecord {
        self.record(id, MemberKind::Passphrase)
    }

    /// The public record as the slot of this recovery kit.
    pub fn kit_slot(&self, id: MemberId, kit: &RecoveryKit) -> MemberRecord {
        MemberRecord { kit: Some(kit.kit_keys()), ..self.record(id, MemberKind::Kit) }
    }

    fn record(&self, id: MemberId, kind: MemberKind) -> MemberRecord {
        let sign = SigningKey::from_bytes(&self.sign).verifying_key().to_bytes();
        let open = PublicKey::from(&self.open).to_bytes();
        MemberRecord { id, kind, sign, open, kit: None }
    }

    /// Whether the record's keys are this secret's: recomputed, so that a service can't put a public key of its own in its place.
    pub fn matches(&self, record: &MemberRecord) -> bool {
        let own = self.record(record.id, record.kind);
        (own.sign, own.open) == (record.sign, record.open)
    }

    /// Opens the epoch key sealed to this member (HPKE base mode, RFC 9180). Whether it is the epoch's key is for
    /// [`EpochKey::is_committed`] to say.
    pub fn open_seal(&self, seal: &Seal, backup: BackupId, epoch: u32) -> Result<EpochKey, OpenError> {
        open_seal(&self.open, seal, backup, epoch)
    }

    /// Signs the service's challenge as a device (Ed25519). `origin` as the client dialled it.
    pub fn prove(
        &self,
        origin: &str,
        backup: &BackupId,
        device: &MemberId,
        challenge: &[u8; 32],
    ) -> [u8; 64] {
        Signer::sign(self, &proof::device_auth_message(origin, *backup, *device, challenge))
    }
}

impl Signer for MemberSecret {
    fn sign(&self, message: &[u8]) -> [u8; 64] {
        SigningKey::from_bytes(&self.sign).sign(message).to_bytes()
    }
}
