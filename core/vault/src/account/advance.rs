//! Advances the counter of an HOTP account.

use super::{AccountError, live};
use crate::record::RecordKind;
use crate::{Change, Clock, FieldKey, RecordId, Value, Vault, keys};

/// Sets the counter of the next code to `next`. Call it **before** the code of `next - 1` is shown, so that a crash skips
/// a code rather than giving one twice (RFC 4226, section 7.2: the counter only grows).
pub fn advance(
    vault: &mut Vault,
    clock: &mut Clock,
    now_ms: u64,
    id: RecordId,
    next: u64,
) -> Result<Change, AccountError> {
    let record = live(vault, id, RecordKind::ACCOUNT)?;
    if record.value(keys::TYPE).and_then(Value::as_text) != Some("hotp") {
        return Err(AccountError::NoCounter);
    }
    let current = record.value(keys::COUNTER).and_then(Value::as_uint).unwrap_or(0);
    if next < current {
        return Err(AccountError::Backwards(current));
    }
    let fields = vec![(FieldKey::known(keys::COUNTER), Value::uint(next))];
    Ok(vault.write(clock, now_ms, id, RecordKind::ACCOUNT, fields))
}
