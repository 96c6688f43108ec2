//! A new account, all of it or nothing.

use regain_log::BackupId;

use crate::{NewEntry, NewSession, SlotRow};

/// A new account.
#[derive(Debug, Clone)]
pub struct CreateAccount {
    /// Its name, already checked.
    pub name: String,
    /// The backup's id, chosen by the client.
    pub backup: BackupId,
    /// The genesis entry, already verified; number 0.
    pub genesis: NewEntry,
    /// Snapshot of the chain after the genesis.
    pub chain: Vec<u8>,
    /// The slots the genesis names.
    pub slots: Vec<SlotRow>,
    /// The session of the genesis' device.
    pub session: Option<NewSession>,
    /// Now, ms.
    pub now: u64,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreateAccountOutcome {
    /// It is there.
    Created,
    /// Another account has the name. Nothing changed.
    NameTaken,
    /// Another account has the backup id. Nothing changed.
    BackupIdTaken,
}
