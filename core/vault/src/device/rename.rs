//! Another name for a device.

use super::record_id;
use crate::account::AccountError;
use crate::record::RecordKind;
use crate::{Author, Change, Clock, FieldKey, Value, Vault, keys};

/// Renames a device.
pub fn rename(
    vault: &mut Vault,
    clock: &mut Clock,
    now_ms: u64,
    device: Author,
    name: &str,
) -> Result<Change, AccountError> {
    let fields = vec![(FieldKey::known(keys::NAME), Value::text(name)?)];
    Ok(vault.write(clock, now_ms, record_id(device), RecordKind::DEVICE, fields))
}
