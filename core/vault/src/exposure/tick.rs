//! Ticks an account off, or back on.

use super::{key, open, ticked};
use crate::record::RecordKind;
use crate::{Change, Clock, RecordId, Value, Vault, device, keys};

/// Ticks one account off, whichever lost devices had it: it was enrolled anew at its service. `done` = false takes that back: ticked off by
/// mistake, it would never be seen again.
pub fn tick(vault: &mut Vault, clock: &mut Clock, now_ms: u64, account: RecordId, done: bool) -> Change {
    let marks = if done { open(vault) } else { ticked(vault) };
    let mut change = Change::new();
    for mark in marks.into_iter().filter(|mark| mark.account == account) {
        let fields = vec![(key(keys::EXPOSED_DONE_PREFIX, account), Value::bool(done))];
        let id = device::record_id(mark.device);
        change.join(vault.write(clock, now_ms, id, RecordKind::DEVICE, fields));
    }
    change
}
