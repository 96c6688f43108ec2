//! Slots: what a way back in needs kept.

use regain_log::{BackupId, MemberId, MemberKind};

use crate::Pending;

/// A slot as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct SlotRow {
    /// Its member id.
    pub id: MemberId,
    /// Kit or passphrase.
    pub kind: MemberKind,
    /// What its secret opens.
    pub blob: Vec<u8>,
    /// A kit's: the Ed25519 key that its proof is checked with.
    pub auth_key: Option<[u8; 32]>,
    /// A passphrase's: the OPAQUE record (RFC 9807, `RegistrationRecord`).
    pub opaque_record: Option<Vec<u8>>,
}

impl std::fmt::Debug for SlotRow {
    // Without blob and record: with them a passphrase can be guessed at.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SlotRow").field("id", &self.id).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Slots. They come and go with entries, see [`crate::Effect`].
pub trait Slots {
    /// Replaces the blob under the same secret (a newer checkpoint inside). Whether the backup has the slot.
    fn set_slot_blob(&self, backup: BackupId, slot: MemberId, blob: Vec<u8>) -> Pending<'_, bool>;

    /// Whether any backup has a passphrase's slot of this id, in force or staged.
    fn has_passphrase_slot(&self, slot: MemberId) -> Pending<'_, bool>;
}
