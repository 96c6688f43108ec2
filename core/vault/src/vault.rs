//! The vault: every record of one person.

mod codec;
mod merge;

pub use merge::MergeReport;

use crate::gather;
use crate::record::RecordKind;
use crate::{Change, Clock, FieldKey, Opaque, Record, RecordId, Value, keys};
use std::collections::{BTreeMap, BTreeSet};

/// Every record, live, in the trash, or purged. It grows by [`Vault::merge`] alone.
#[derive(Default, PartialEq, Eq, Debug)]
pub struct Vault {
    pub(crate) records: BTreeMap<RecordId, Record>,
    pub(crate) opaque: BTreeSet<Opaque>,
}

impl Vault {
    /// An empty vault.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether there is no record at all, not even an unreadable one.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.opaque.is_empty()
    }

    /// One record, in whatever state.
    pub fn record(&self, id: RecordId) -> Option<&Record> {
        self.records.get(&id)
    }

    /// All records by id, in whatever state.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.records.values()
    }

    /// The live records of one kind.
    pub fn live(&self, kind: RecordKind) -> impl Iterator<Item = &Record> {
        self.records.values().filter(move |record| record.kind == kind && record.is_live())
    }

    /// Records this version cannot read; they are kept and passed on.
    pub fn opaque_count(&self) -> usize {
        self.opaque.len()
    }

    /// The whole vault as one change: what a checkpoint holds.
    pub fn checkpoint(&self) -> Change {
        let copy = self.duplicate();
        Change { records: copy.records, opaque: copy.opaque }
    }

    /// A second copy, on purpose; wiped like the first.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self {
            records: gather::map(self.records.iter().map(|(id, record)| (*id, record.duplicate()))),
            opaque: gather::set(self.opaque.iter().map(Opaque::duplicate)),
        }
    }

    /// Sets fields of one record under one new stamp, applies them and returns exactly them. Fields that already hold
    /// the value are left out, so an edit that changes nothing costs nothing and outdates nobody.
    ///
    /// On a record that is deleted, or outlived a deletion, this also notes that the person knew.
    pub(crate) fn write(
        &mut self,
        clock: &mut Clock,
        now_ms: u64,
        id: RecordId,
        kind: RecordKind,
        fields: Vec<(FieldKey, Value)>,
    ) -> Change {
        let record = self.records.get(&id);
        let mut fields: Vec<_> = fields
            .into_iter()
            .filter(|(key, value)| record.and_then(|r| r.value(key.as_str())) != Some(value))
            .collect();
        let mut change = Change::new();
        if fields.is_empty() && record.is_none_or(Record::is_live) {
            return change;
        }
        let undone =
            record.filter(|record| !record.is_live() || record.is_revived()).and_then(Record::deletion);
        if let Some(deletion) = undone {
            fields.push((FieldKey::known(keys::RESTORED), Value::stamp(&deletion.stamp)));
        }
        let stamp = clock.tick_after(now_ms, record.and_then(Record::newest));
        let kind = record.map_or(kind, Record::kind);
        for (key, value) in fields {
            change.set(id, kind, key, stamp, value);
        }
        self.merge(&change);
        change
    }
}
