//! Ticks an account off.

use super::key;
use crate::record::RecordKind;
use crate::{Author, Change, Clock, RecordId, Value, Vault, device, keys};

/// Ticks one account off: it was enrolled anew at its service.
pub fn done(vault: &mut Vault, clock: &mut Clock, now_ms: u64, device: Author, account: RecordId) -> Change {
    let fields = vec![(key(keys::EXPOSED_DONE_PREFIX, account), Value::bool(true))];
    vault.write(clock, now_ms, device::record_id(device), RecordKind::DEVICE, fields)
}
