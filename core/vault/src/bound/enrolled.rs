//! An enrolment on this device.

use super::bound_key;
use crate::account::AccountError;
use crate::record::RecordKind;
use crate::{Change, Clock, FieldKey, RecordId, Value, Vault, keys};

/// Notes that this device (the clock's author) has a key for the account `id`, new or known: after an enrolment. To set up
/// a restored account anew, pass its id, so the old entry is replaced and not doubled ([`super::same`] finds it).
pub fn enrolled(
    vault: &mut Vault,
    clock: &mut Clock,
    now_ms: u64,
    id: RecordId,
    (name, organisation, portal): (&str, &str, &str),
) -> Result<Change, AccountError> {
    let fields = vec![
        (FieldKey::known(keys::NAME), Value::text(name)?),
        (FieldKey::known(keys::ORGANISATION), Value::text(organisation)?),
        (FieldKey::known(keys::PORTAL), Value::text(portal)?),
        (bound_key(clock.author()), Value::bool(true)),
    ];
    Ok(vault.write(clock, now_ms, id, RecordKind::BOUND_ACCOUNT, fields))
}
