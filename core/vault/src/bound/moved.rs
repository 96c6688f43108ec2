//! A device takes a new id.

use super::bound_key;
use crate::account::{self, AccountError};
use crate::record::RecordKind;
use crate::{Author, Change, Clock, RecordId, Value, Vault};

/// Notes that the key which was held under the id `from` is held by this device (the clock's author): a device gets another id when it joins
/// a backup, and keeps its keys.
pub fn moved(
    vault: &mut Vault,
    clock: &mut Clock,
    now_ms: u64,
    id: RecordId,
    from: Author,
) -> Result<Change, AccountError> {
    account::live(vault, id, RecordKind::BOUND_ACCOUNT)?;
    let fields = vec![(bound_key(clock.author()), Value::bool(true)), (bound_key(from), Value::bool(false))];
    Ok(vault.write(clock, now_ms, id, RecordKind::BOUND_ACCOUNT, fields))
}
