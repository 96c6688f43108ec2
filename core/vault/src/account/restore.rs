//! Brings an account back from the trash.

use super::AccountError;
use crate::{Change, Clock, FieldKey, RecordId, Value, Vault, keys};

/// Restores a record of any kind from the trash. It is an edit like any other: it wins over the deletion because the
/// deletion has not seen it.
pub fn restore(
    vault: &mut Vault,
    clock: &mut Clock,
    now_ms: u64,
    id: RecordId,
) -> Result<Change, AccountError> {
    let record = vault.record(id).filter(|record| !record.is_purged()).ok_or(AccountError::Unknown)?;
    let deletion = record.deletion().filter(|_| record.is_in_trash()).ok_or(AccountError::NotInTrash)?;
    let kind = record.kind();
    let stamp = clock.tick_after(now_ms, record.newest());
    let mut change = Change::new();
    change.set(id, kind, FieldKey::known(keys::RESTORED), stamp, Value::stamp(&deletion.stamp));
    vault.merge(&change);
    Ok(change)
}
