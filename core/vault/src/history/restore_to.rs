//! "Restore an earlier state": new edits that bring the present to where it was. Nothing is rewritten, so this too can be
//! undone, and other devices merge it like any edit.

use super::diff::present;
use crate::record::{Deletion, RecordKind};
use crate::{Change, Clock, FieldKey, Record, Stamp, Value, Vault, keys};

/// Brings `vault` to the state of `earlier`: accounts deleted or purged since come back with all their fields, accounts added
/// since go to the trash, changed fields are set back. HOTP counters never go back. Devices, their marks of exposure, and
/// on which device a bound account is usable stay as they are: those are facts, not choices.
pub fn restore_to(vault: &mut Vault, clock: &mut Clock, now_ms: u64, earlier: &Vault) -> Change {
    let mut change = Change::new();
    for then in earlier.records().filter(|record| record.is_live() && belongs(record)) {
        set_back(vault.record(then.id()), then, clock, now_ms, &mut change);
    }
    for now in vault.records().filter(|record| record.is_live() && belongs(record)) {
        if now.kind() != RecordKind::SETTINGS && !earlier.record(now.id()).is_some_and(Record::is_live) {
            let stamp = clock.tick_after(now_ms, now.newest());
            let deletion = Deletion { stamp, seen: now.seen() };
            change.record_mut(now.id(), now.kind()).deletion = Some(deletion);
        }
    }
    vault.merge(&change);
    change
}

fn belongs(record: &Record) -> bool {
    record.kind() != RecordKind::DEVICE
}

fn is_choice(key: &str) -> bool {
    key != keys::RESTORED && !key.starts_with(keys::BOUND_PREFIX)
}

fn set_back(now: Option<&Record>, then: &Record, clock: &mut Clock, now_ms: u64, change: &mut Change) {
    let mut fields: Vec<(FieldKey, Value)> = Vec::new();
    for (key, field) in then.fields().filter(|(key, _)| is_choice(key.as_str())) {
        let current = now.and_then(|now| now.value(key.as_str()));
        if key.as_str() == keys::COUNTER && current.and_then(Value::as_uint) >= field.value.as_uint() {
            continue;
        }
        if current != Some(&field.value) {
            fields.push((key.clone(), field.value.duplicate()));
        }
    }
    for (key, _) in now.into_iter().flat_map(Record::fields) {
        let name = key.as_str();
        let later = is_choice(name) && name != keys::COUNTER && then.field(name).is_none();
        if later && now.and_then(|now| present(now, name)).is_some() {
            let gone = if name.starts_with(keys::TAG_PREFIX) { Value::bool(false) } else { Value::null() };
            fields.push((key.clone(), gone));
        }
    }
    let undone: Option<Stamp> = now
        .filter(|now| !now.is_live() || now.is_revived())
        .and_then(Record::deletion)
        .map(|deletion| deletion.stamp);
    if let Some(deletion) = undone {
        fields.push((FieldKey::known(keys::RESTORED), Value::stamp(&deletion)));
    }
    if fields.is_empty() {
        return;
    }
    let stamp = clock.tick_after(now_ms, now.and_then(Record::newest));
    for (key, value) in fields {
        change.set(then.id(), then.kind(), key, stamp, value);
    }
}
