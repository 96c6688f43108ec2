//! Ticks an account off, or back on.

use super::key;
use crate::record::RecordKind;
use crate::{Author, Change, Clock, RecordId, Value, Vault, device, keys};

/// Ticks one account off: it was enrolled anew at its service. `done` = false takes that back: ticked off by mistake, it would never be
/// seen again.
pub fn tick(
    vault: &mut Vault,
    clock: &mut Clock,
    now_ms: u64,
    device: Author,
    account: RecordId,
    done: bool,
) -> Change {
    let fields = vec![(key(keys::EXPOSED_DONE_PREFIX, account), Value::bool(done))];
    vault.write(clock, now_ms, device::record_id(device), RecordKind::DEVICE, fields)
}
