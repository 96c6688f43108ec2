//! Moves accounts to the trash.

use super::AccountError;
use crate::record::Deletion;
use crate::{Change, Clock, RecordId, Vault};

/// Deletes live records of any kind: into the trash, from which they come back for 30 days. Those already there stay.
pub fn remove(
    vault: &mut Vault,
    clock: &mut Clock,
    now_ms: u64,
    ids: &[RecordId],
) -> Result<Change, AccountError> {
    if ids.iter().any(|id| vault.record(*id).is_none()) {
        return Err(AccountError::Unknown);
    }
    let mut change = Change::new();
    for id in ids {
        let Some(record) = vault.record(*id).filter(|record| record.is_live()) else { continue };
        let stamp = clock.tick_after(now_ms, record.newest());
        let deletion = Deletion { stamp, seen: record.seen() };
        change.record_mut(*id, record.kind()).deletion = Some(deletion);
    }
    vault.merge(&change);
    Ok(change)
}
