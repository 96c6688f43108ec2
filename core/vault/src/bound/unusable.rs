//! The end of a key.

use super::bound_key;
use crate::account::{self, AccountError};
use crate::record::RecordKind;
use crate::{Author, Change, Clock, RecordId, Value, Vault};

/// Notes that `device` can no longer use the account: it was removed, or the portal refused its key for good.
pub fn unusable(
    vault: &mut Vault,
    clock: &mut Clock,
    now_ms: u64,
    id: RecordId,
    device: Author,
) -> Result<Change, AccountError> {
    account::live(vault, id, RecordKind::BOUND_ACCOUNT)?;
    let fields = vec![(bound_key(device), Value::bool(false))];
    Ok(vault.write(clock, now_ms, id, RecordKind::BOUND_ACCOUNT, fields))
}
