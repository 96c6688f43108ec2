//! Settings that follow the person from device to device: one record whose id is sixteen zeros.

use crate::record::RecordKind;
use crate::{Change, Clock, FieldError, FieldKey, RecordId, Value, Vault};

/// The id of the settings record.
pub const ID: RecordId = RecordId([0; 16]);

/// A setting, if it was ever set.
pub fn value<'a>(vault: &'a Vault, name: &str) -> Option<&'a Value> {
    vault.record(ID).and_then(|record| record.value(name)).filter(|value| !value.is_null())
}

/// Sets a setting; `None` takes it away.
pub fn set(
    vault: &mut Vault,
    clock: &mut Clock,
    now_ms: u64,
    name: &str,
    value: Option<Value>,
) -> Result<Change, FieldError> {
    let fields = vec![(FieldKey::new(name)?, value.unwrap_or_else(Value::null))];
    Ok(vault.write(clock, now_ms, ID, RecordKind::SETTINGS, fields))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::Author;

    #[test]
    fn a_setting_is_set_and_taken_away() {
        let (mut vault, mut clock) = (Vault::new(), Clock::new(Author([1; 16])));
        set(&mut vault, &mut clock, 1, "language", Some(Value::text("de").unwrap())).unwrap();
        assert_eq!(value(&vault, "language").and_then(Value::as_text), Some("de"));
        set(&mut vault, &mut clock, 2, "language", None).unwrap();
        assert!(value(&vault, "language").is_none());
    }
}
