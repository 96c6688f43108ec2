//! "A backup counts only after it was read back and decrypted."

use regain_protocol::path;

use super::unlock::Opened;
use crate::replica::Replica;
use crate::{Checks, Finding, Request, Response, Restored, SyncError, restore};
use regain_vault::account;

/// What was read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadBack {
    /// Accounts on this device.
    pub accounts: usize,
    /// Accounts in the backup that are the same, field by field.
    pub backed_up: usize,
}

/// Asks for everything, as a fresh device would.
pub fn start(replica: &Replica) -> Result<Request, SyncError> {
    let membership = replica.membership.as_ref().ok_or(SyncError::NoBackup)?;
    let request = Request::get(path::of_backup(path::RESTORE, membership.backup()));
    Ok(membership.in_session(request))
}

/// Verifies and decrypts every entry with this device's own keys, from the genesis on, and compares.
pub fn answer(response: &Response, replica: &Replica, checks: &Checks) -> Result<ReadBack, SyncError> {
    let membership = replica.membership.as_ref().ok_or(SyncError::NoBackup)?;
    let (entries, served) = response.entries()?;
    let (genesis, opener) = (membership.chain.genesis(), membership.opener(replica.device));
    let restored = restore::verify(genesis, opener, &entries, Some(served), None, checks)?;
    restored.require_opened()?;
    if restored.chain.head() != membership.chain.head() {
        return Err(Finding::ReadBack.into());
    }
    compare(&restored, replica)
}

/// The same through a way back in: what a person who lost everything would get.
pub fn through(opened: &Opened, replica: &Replica) -> Result<ReadBack, SyncError> {
    compare(&opened.restored, replica)
}

/// Edits that still wait are not in the backup; everything else must be.
fn compare(restored: &Restored, replica: &Replica) -> Result<ReadBack, SyncError> {
    let live = |record: &&regain_vault::Record| {
        record.kind() == regain_vault::RecordKind::ACCOUNT && record.is_live()
    };
    let same = |record: &&regain_vault::Record| restored.vault.record(record.id()) == Some(*record);
    let backed_up = replica.vault.records().filter(live).filter(same).count();
    let accounts = account::count(&replica.vault);
    let settled = replica.membership.as_ref().is_some_and(|membership| membership.outbox.is_empty());
    if settled && restored.vault != replica.vault {
        return Err(Finding::ReadBack.into());
    }
    Ok(ReadBack { accounts, backed_up })
}
