//! Edits an account: only what really changes is written.

use super::{AccountError, live, otp};
use crate::record::RecordKind;
use crate::{Change, Clock, FieldKey, RecordId, Value, Vault, keys};
use regain_otp::Otp;

/// What to change; `None` leaves a field alone.
#[derive(Default)]
pub struct Edit {
    /// A new issuer.
    pub issuer: Option<String>,
    /// A new label.
    pub label: Option<String>,
    /// A new note.
    pub note: Option<String>,
    /// Shown first or not.
    pub favourite: Option<bool>,
    /// A new secret and its parameters, after enrolling anew.
    pub otp: Option<Otp>,
}

/// Edits a live account. On an account that outlived a deletion even an empty edit notes that the person has seen it.
pub fn edit(
    vault: &mut Vault,
    clock: &mut Clock,
    now_ms: u64,
    id: RecordId,
    edit: &Edit,
) -> Result<Change, AccountError> {
    let record = live(vault, id, RecordKind::ACCOUNT)?;
    let mut fields = Vec::new();
    if let Some(issuer) = &edit.issuer {
        fields.push((FieldKey::known(keys::ISSUER), Value::text(issuer)?));
    }
    if let Some(label) = &edit.label {
        fields.push((FieldKey::known(keys::LABEL), Value::text(label)?));
    }
    if let Some(note) = &edit.note {
        fields.push((FieldKey::known(keys::NOTE), Value::text(note)?));
    }
    if let Some(favourite) = edit.favourite {
        fields.push((FieldKey::known(keys::FAVOURITE), Value::bool(favourite)));
    }
    if let Some(otp) = &edit.otp {
        fields.extend(otp::fields(otp)?);
    }
    // A parameter that was never there need not be taken away.
    fields.retain(|(key, value)| !value.is_null() || record.field(key.as_str()).is_some());
    if let Some(deletion) = record.deletion().filter(|_| record.is_revived()) {
        fields.push((FieldKey::known(keys::RESTORED), Value::stamp(&deletion.stamp)));
    }
    Ok(vault.write(clock, now_ms, id, RecordKind::ACCOUNT, fields))
}
