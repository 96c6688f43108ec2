//! A device that left.

use super::record_id;
use crate::record::RecordKind;
use crate::{Author, Change, Clock, FieldKey, Value, Vault, keys};

/// Notes that a device left. After a loss call [`crate::exposure::mark_all`] as well.
pub fn removed(vault: &mut Vault, clock: &mut Clock, now_ms: u64, device: Author, lost: bool) -> Change {
    let fields = vec![
        (FieldKey::known(keys::REMOVED), Value::uint(now_ms)),
        (FieldKey::known(keys::LOST), Value::bool(lost)),
    ];
    vault.write(clock, now_ms, record_id(device), RecordKind::DEVICE, fields)
}
