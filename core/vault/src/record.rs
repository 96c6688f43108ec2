//! A record: a set of fields that merge, a deletion, and what was purged.
//!
//! A record is a join-semilattice: joining two versions is commutative, associative and idempotent, whatever the order in
//! which changes, deletions and purges arrive. That holds because every part is a maximum:
//!
//! * a field is the maximum of (stamp, value), `counter` a pair of maxima;
//! * a deletion is the maximum of its stamp, and per author the maximum of what it had seen;
//! * a purge is the maximum of one stamp P, and drops every field stamped at or below P. Fields are ordered by that same
//!   stamp, so whenever the winner is dropped every loser would be too: dropping before or after joining is the same.
//!   (A version vector instead of one stamp would break that: it could drop the winner and bring back a loser.)
//!   `counter`, which is not ordered by its stamp alone, is therefore never dropped; it is no secret.

mod codec;
mod kind;
mod merge;

pub(crate) use codec::{decode, encode, encoded_len};
pub use kind::RecordKind;

use crate::{Author, Field, FieldKey, RecordId, Stamp, Value, gather, keys};
use std::collections::BTreeMap;
use std::fmt;

/// A deletion and what it knew: an edit it did not know of brings the record back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deletion {
    /// Who deleted and when.
    pub stamp: Stamp,
    /// For each author the newest field stamp that the deletion had seen.
    pub seen: BTreeMap<Author, Stamp>,
}

/// One record, whole or in part: a change carries only the fields that changed.
#[derive(PartialEq, Eq)]
pub struct Record {
    pub(crate) id: RecordId,
    pub(crate) kind: RecordKind,
    pub(crate) fields: BTreeMap<FieldKey, Field>,
    pub(crate) deletion: Option<Deletion>,
    pub(crate) purged: Option<Stamp>,
}

impl Record {
    /// A record without fields.
    pub fn new(id: RecordId, kind: RecordKind) -> Self {
        Self { id, kind, fields: BTreeMap::new(), deletion: None, purged: None }
    }

    /// Its identity.
    pub fn id(&self) -> RecordId {
        self.id
    }

    /// What it describes.
    pub fn kind(&self) -> RecordKind {
        self.kind
    }

    /// The deletion, whether or not an edit outlived it.
    pub fn deletion(&self) -> Option<&Deletion> {
        self.deletion.as_ref()
    }

    /// One field.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.get(key)
    }

    /// The value of a field.
    pub fn value(&self, key: &str) -> Option<&Value> {
        self.fields.get(key).map(|field| &field.value)
    }

    /// All fields, by key.
    pub fn fields(&self) -> impl Iterator<Item = (&FieldKey, &Field)> {
        self.fields.iter()
    }

    /// The fields whose key starts with `prefix`, with the rest of the key.
    pub fn fields_under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a Field)> {
        self.fields
            .range::<str, _>((std::ops::Bound::Included(prefix), std::ops::Bound::Unbounded))
            .map_while(move |(key, field)| Some((key.as_str().strip_prefix(prefix)?, field)))
    }

    /// The newest stamp anywhere in the record: what the next edit must lie above.
    pub fn newest(&self) -> Option<Stamp> {
        let fields = self.fields.values().map(|field| field.stamp);
        fields.chain(self.deletion.iter().map(|deletion| deletion.stamp)).chain(self.purged).max()
    }

    /// Whether the record counts: never deleted, or edited by someone who did not know of the deletion.
    pub fn is_live(&self) -> bool {
        let Some(deletion) = &self.deletion else {
            return self.purged.is_none() || self.has_content();
        };
        self.fields.iter().any(|(key, field)| {
            let counts = self.purged.is_none() || key.as_str() != keys::COUNTER;
            counts && deletion.seen.get(&field.stamp.author).is_none_or(|seen| field.stamp > *seen)
        })
    }

    /// Deleted, and its fields still there to bring back.
    pub fn is_in_trash(&self) -> bool {
        !self.is_live() && self.has_content()
    }

    /// Deleted and emptied: only the mark is left, so that nobody brings it back by accident.
    pub fn is_purged(&self) -> bool {
        !self.is_live() && !self.has_content()
    }

    /// Live although it was deleted, and nobody has yet decided about that: shown with a mark until any later edit.
    pub fn is_revived(&self) -> bool {
        let Some(deletion) = &self.deletion else { return false };
        self.is_live()
            && self.value(keys::RESTORED).and_then(Value::as_stamp).is_none_or(|seen| seen < deletion.stamp)
    }

    fn has_content(&self) -> bool {
        self.fields.keys().any(|key| key.as_str() != keys::COUNTER)
    }

    /// A second copy, on purpose; wiped like the first.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self {
            id: self.id,
            kind: self.kind,
            fields: gather::map(self.fields.iter().map(|(key, field)| (key.clone(), field.duplicate()))),
            deletion: self.deletion.clone(),
            purged: self.purged,
        }
    }

    /// What a deletion made now would have seen.
    pub(crate) fn seen(&self) -> BTreeMap<Author, Stamp> {
        let mut seen = self.deletion.as_ref().map(|deletion| deletion.seen.clone()).unwrap_or_default();
        for field in self.fields.values() {
            let entry = seen.entry(field.stamp.author).or_insert(field.stamp);
            *entry = (*entry).max(field.stamp);
        }
        seen
    }
}

/// Names and sizes, never values.
impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record")
            .field("id", &self.id)
            .field("kind", &self.kind)
            .field("fields", &self.fields)
            .field("deletion", &self.deletion)
            .field("purged", &self.purged)
            .finish()
    }
}
