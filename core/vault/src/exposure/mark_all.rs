//! Marks what a lost device had.

use super::key;
use crate::record::RecordKind;
use crate::{Author, Change, Clock, Value, Vault, device, keys};

/// Marks every account that exists, in the trash or not, as exposed by `device`. Those already marked stay as they are.
pub fn mark_all(vault: &mut Vault, clock: &mut Clock, now_ms: u64, device: Author) -> Change {
    let id = device::record_id(device);
    let marked = |key: &str| vault.record(id).is_some_and(|record| record.field(key).is_some());
    let fields = vault
        .records()
        .filter(|record| record.kind() == RecordKind::ACCOUNT && !record.is_purged())
        .map(|record| key(keys::EXPOSED_PREFIX, record.id()))
        .filter(|key| !marked(key.as_str()))
        .map(|key| (key, Value::uint(now_ms)))
        .collect();
    vault.write(clock, now_ms, id, RecordKind::DEVICE, fields)
}
