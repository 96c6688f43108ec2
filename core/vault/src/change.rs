//! A change: records, whole or in part, that merge into a vault. A checkpoint is nothing but a big change.

mod codec;

pub(crate) use codec::encode;
pub use codec::{DecodeError, NAMESPACE};

use crate::gather;
use crate::record::RecordKind;
use crate::{Field, FieldKey, Opaque, Record, RecordId, Stamp, Value};
use std::collections::{BTreeMap, BTreeSet};

/// A set of records, each with the fields that changed. Two changes join to one; the order does not matter.
#[derive(Default, PartialEq, Eq, Debug)]
pub struct Change {
    pub(crate) records: BTreeMap<RecordId, Record>,
    pub(crate) opaque: BTreeSet<Opaque>,
}

impl Change {
    /// A change that changes nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether it carries nothing at all.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.opaque.is_empty()
    }

    /// The records it carries.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.records.values()
    }

    /// How many records it carries, unreadable ones included.
    pub fn len(&self) -> usize {
        self.records.len() + self.opaque.len()
    }

    /// Adds another change to this one: what an outbox does with changes that wait.
    pub fn join(&mut self, other: Self) {
        for (_, record) in other.records {
            self.join_record(record);
        }
        self.opaque.extend(other.opaque);
    }

    pub(crate) fn join_record(&mut self, record: Record) {
        match self.records.get_mut(&record.id) {
            Some(mine) => drop(mine.join(record)),
            None => drop(self.records.insert(record.id, record)),
        }
    }

    pub(crate) fn record_mut(&mut self, id: RecordId, kind: RecordKind) -> &mut Record {
        self.records.entry(id).or_insert_with(|| Record::new(id, kind))
    }

    pub(crate) fn set(&mut self, id: RecordId, kind: RecordKind, key: FieldKey, stamp: Stamp, value: Value) {
        self.record_mut(id, kind).join_field(key, Field { stamp, value });
    }

    /// The records that `wanted` names, and everything else, unreadable records included.
    #[must_use]
    pub fn split(self, wanted: impl Fn(&Record) -> bool) -> (Self, Self) {
        let (named, others) = self.records.into_iter().partition(|(_, record)| wanted(record));
        (Self { records: named, opaque: BTreeSet::new() }, Self { records: others, opaque: self.opaque })
    }

    /// A second copy, on purpose; wiped like the first.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self {
            records: gather::map(self.records.iter().map(|(id, record)| (*id, record.duplicate()))),
            opaque: gather::set(self.opaque.iter().map(Opaque::duplicate)),
        }
    }
}
