//! An enrolment on this device.

use super::{Holder, bound_key};
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
    holder: Holder<'_>,
) -> Result<Change, AccountError> {
    let fields = vec![
        (FieldKey::known(keys::NAME), Value::text(holder.name)?),
        (FieldKey::known(keys::ORGANISATION), Value::text(holder.organisation)?),
        (FieldKey::known(keys::PORTAL), Value::text(holder.portal)?),
        (FieldKey::known(keys::PERSON), Value::text(holder.person)?),
        (bound_key(clock.author()), Value::bool(true)),
    ];
    Ok(vault.write(clock, now_ms, id, RecordKind::BOUND_ACCOUNT, fields))
}
