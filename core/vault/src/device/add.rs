//! A new device.

use super::record_id;
use crate::account::AccountError;
use crate::record::RecordKind;
use crate::{Author, Change, Clock, FieldKey, Value, Vault, keys};

/// Notes a new device.
pub fn add(
    vault: &mut Vault,
    clock: &mut Clock,
    now_ms: u64,
    device: Author,
    name: &str,
    platform: &str,
) -> Result<Change, AccountError> {
    let fields = vec![
        (FieldKey::known(keys::NAME), Value::text(name)?),
        (FieldKey::known(keys::PLATFORM), Value::text(platform)?),
        (FieldKey::known(keys::CREATED), Value::uint(now_ms)),
    ];
    Ok(vault.write(clock, now_ms, record_id(device), RecordKind::DEVICE, fields))
}
