//! Tags: a set, one field for each name, so two devices can tag one account at the same time.

use super::{AccountError, live, tags_of};
use crate::record::RecordKind;
use crate::{Change, Clock, FieldKey, RecordId, Value, Vault, keys};
use std::collections::BTreeMap;

/// Adds and takes away tags of one account.
pub fn tag(
    vault: &mut Vault,
    clock: &mut Clock,
    now_ms: u64,
    id: RecordId,
    add: &[&str],
    remove: &[&str],
) -> Result<Change, AccountError> {
    let record = live(vault, id, RecordKind::ACCOUNT)?;
    let mut fields = Vec::new();
    for name in add {
        fields.push((key(name)?, Value::bool(true)));
    }
    for name in remove {
        let key = key(name)?;
        if record.field(key.as_str()).is_some() {
            fields.push((key, Value::bool(false)));
        }
    }
    Ok(vault.write(clock, now_ms, id, RecordKind::ACCOUNT, fields))
}

/// Renames a tag on every live account that carries it; onto an existing name the two become one.
pub fn rename(
    vault: &mut Vault,
    clock: &mut Clock,
    now_ms: u64,
    from: &str,
    to: &str,
) -> Result<Change, AccountError> {
    let (old, new) = (key(from)?, key(to)?);
    let mut change = Change::new();
    if old == new {
        return Ok(change);
    }
    let tagged = |vault: &Vault| -> Vec<RecordId> {
        let carries =
            |record: &&crate::Record| record.value(old.as_str()).and_then(Value::as_bool) == Some(true);
        vault.live(RecordKind::ACCOUNT).filter(carries).map(crate::Record::id).collect()
    };
    for id in tagged(vault) {
        let fields = vec![(old.clone(), Value::bool(false)), (new.clone(), Value::bool(true))];
        change.join(vault.write(clock, now_ms, id, RecordKind::ACCOUNT, fields));
    }
    Ok(change)
}

/// Every tag in use, with the number of live accounts that carry it.
pub fn all(vault: &Vault) -> BTreeMap<String, usize> {
    let mut tags = BTreeMap::new();
    for name in vault.live(RecordKind::ACCOUNT).flat_map(tags_of) {
        *tags.entry(name.to_owned()).or_default() += 1;
    }
    tags
}

pub(crate) fn key(name: &str) -> Result<FieldKey, AccountError> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 64 {
        return Err(AccountError::Tag);
    }
    FieldKey::new(&format!("{}{name}", keys::TAG_PREFIX)).map_err(|_| AccountError::Tag)
}
