//! The difference between two states, in words a person can check and without a secret.

use crate::record::RecordKind;
use crate::{Record, RecordId, Value, Vault, account, keys};
use std::collections::BTreeSet;

/// One record that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its identity.
    pub id: RecordId,
    /// What it describes.
    pub kind: RecordKind,
    /// Its name: in the later state, or in the earlier one if it is gone.
    pub name: String,
    /// What happened.
    pub what: What,
}

/// What happened to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Live in the later state only.
    Added,
    /// Live in the earlier state only.
    Removed,
    /// Live in both, with other fields.
    Changed(Vec<FieldChange>),
}

/// One field that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The field's key, as in [`keys`].
    pub key: String,
    /// The earlier value; `None` if there was none, or if it is a secret.
    pub old: Option<String>,
    /// The later value, likewise.
    pub new: Option<String>,
    /// Whether the values are secret and therefore not shown.
    pub secret: bool,
}

/// What leads from one state to another: live records by id. The marks of deletions are no field a person knows.
pub fn diff(from: &Vault, to: &Vault) -> Vec<Difference> {
    let ids: BTreeSet<RecordId> = from.records().chain(to.records()).map(Record::id).collect();
    ids.into_iter().filter_map(|id| difference(live(from, id), live(to, id))).collect()
}

fn live(vault: &Vault, id: RecordId) -> Option<&Record> {
    vault.record(id).filter(|record| record.is_live())
}

fn difference(old: Option<&Record>, new: Option<&Record>) -> Option<Difference> {
    let what = match (old, new) {
        (None, None) => return None,
        (None, Some(_)) => What::Added,
        (Some(_), None) => What::Removed,
        (Some(old), Some(new)) => {
            let fields = fields(old, new);
            if fields.is_empty() {
                return None;
            }
            What::Changed(fields)
        }
    };
    let record = new.or(old)?;
    Some(Difference { id: record.id(), kind: record.kind(), name: account::name_of(record), what })
}

fn fields(old: &Record, new: &Record) -> Vec<FieldChange> {
    let keys: BTreeSet<&str> = old.fields().chain(new.fields()).map(|(key, _)| key.as_str()).collect();
    let differs = |key: &&str| *key != keys::RESTORED && present(old, key) != present(new, key);
    keys.into_iter().filter(differs).map(|key| field(key, present(old, key), present(new, key))).collect()
}

/// A field taken away reads like one that never was: null, and for a tag also false.
pub(super) fn present<'a>(record: &'a Record, key: &str) -> Option<&'a Value> {
    let untagged = |value: &Value| key.starts_with(keys::TAG_PREFIX) && value.as_bool() == Some(false);
    account::present(record, key).filter(|value| !untagged(value))
}

fn field(key: &str, old: Option<&Value>, new: Option<&Value>) -> FieldChange {
    let secret = keys::is_secret(key);
    let show = |value: Option<&Value>| if secret { None } else { value.and_then(show) };
    FieldChange { key: key.to_owned(), old: show(old), new: show(new), secret }
}

/// Text, numbers and flags. Bytes are never shown: a field this version does not know may be a secret.
fn show(value: &Value) -> Option<String> {
    let text = value.as_text().map(str::to_owned);
    text.or_else(|| value.as_uint().map(|number| number.to_string()))
        .or_else(|| value.as_bool().map(|flag| flag.to_string()))
}
