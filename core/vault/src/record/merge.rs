//! The join of two versions of one record.

use super::{Deletion, Record};
use crate::{Field, FieldKey, Stamp, keys};
use std::collections::btree_map::Entry;

impl Record {
    /// Joins `theirs` into this record and says whether anything changed. Both must have the same id.
    pub(crate) fn join(&mut self, theirs: Self) -> bool {
        debug_assert_eq!(self.id, theirs.id);
        let mut changed = false;
        if theirs.kind > self.kind {
            self.kind = theirs.kind;
            changed = true;
        }
        if let Some(deletion) = theirs.deletion {
            changed |= self.join_deletion(deletion);
        }
        if let Some(purged) = theirs.purged {
            changed |= self.join_purge(purged);
        }
        for (key, field) in theirs.fields {
            changed |= self.join_field(key, field);
        }
        changed
    }

    /// Joins one field.
    pub(crate) fn join_field(&mut self, key: FieldKey, field: Field) -> bool {
        if self.purged.is_some_and(|purged| field.stamp <= purged) && key.as_str() != keys::COUNTER {
            return false;
        }
        match self.fields.entry(key) {
            Entry::Vacant(entry) => {
                entry.insert(field);
                true
            }
            Entry::Occupied(mut entry) => {
                let key = entry.key().clone();
                entry.get_mut().join(&key, field)
            }
        }
    }

    fn join_deletion(&mut self, theirs: Deletion) -> bool {
        let Some(mine) = &mut self.deletion else {
            self.deletion = Some(theirs);
            return true;
        };
        let mut changed = false;
        if theirs.stamp > mine.stamp {
            mine.stamp = theirs.stamp;
            changed = true;
        }
        for (author, stamp) in theirs.seen {
            let entry = mine.seen.entry(author);
            match entry {
                Entry::Vacant(entry) => {
                    entry.insert(stamp);
                    changed = true;
                }
                Entry::Occupied(mut entry) if stamp > *entry.get() => {
                    entry.insert(stamp);
                    changed = true;
                }
                Entry::Occupied(_) => {}
            }
        }
        changed
    }

    fn join_purge(&mut self, purged: Stamp) -> bool {
        if self.purged.is_some_and(|mine| mine >= purged) {
            return false;
        }
        self.purged = Some(purged);
        self.fields.retain(|key, field| field.stamp > purged || key.as_str() == keys::COUNTER);
        true
    }
}
