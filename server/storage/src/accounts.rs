//! Recovery accounts: a name that leads to a backup and its ways back in.

mod create;

use regain_log::BackupId;

pub use create::{CreateAccount, CreateAccountOutcome};

use crate::{Pending, SlotRow};

/// An account as sign-in needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// The backup it owns.
    pub backup: BackupId,
    /// Its name, unique.
    pub name: String,
    /// Its slots, kit first, then passphrase.
    pub slots: Vec<SlotRow>,
    /// When the backup was closed, ms; the name stays taken until the backup is erased.
    pub closed_at: Option<u64>,
}

/// Accounts.
pub trait Accounts {
    /// Makes the account with its genesis, slots and first session, or nothing.
    fn create_account(&self, request: CreateAccount) -> Pending<'_, CreateAccountOutcome>;

    /// The account of this name, compared byte by byte.
    fn account_by_name(&self, name: &str) -> Pending<'_, Option<AccountRow>>;

    /// The account that owns this backup.
    fn account_by_backup(&self, backup: BackupId) -> Pending<'_, Option<AccountRow>>;
}
