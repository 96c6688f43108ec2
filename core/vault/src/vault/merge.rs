//! The merge: one way in for local edits, for other devices' changes and for checkpoints.

use super::Vault;
use crate::{Change, Clock, Record, RecordId, trash};
use std::collections::btree_map::Entry;

/// What a merge did, in records of every kind. A record is named in one list only.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct MergeReport {
    /// Live and not known before.
    pub added: Vec<RecordId>,
    /// Live before and after, with another value somewhere.
    pub changed: Vec<RecordId>,
    /// Live before, deleted now.
    pub removed: Vec<RecordId>,
    /// Deleted by one device and kept alive by another's edit, or brought back from the trash.
    pub revived: Vec<RecordId>,
    /// Records that arrived unreadable.
    pub unreadable: usize,
}

impl MergeReport {
    /// Whether nothing a person could see has changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Vault {
    /// Merges a change. Commutative, associative and idempotent: order and repetition do not matter.
    pub fn merge(&mut self, change: &Change) -> MergeReport {
        self.absorb_owned(change.duplicate())
    }

    /// [`Vault::merge`] without a copy: for a checkpoint of ten thousand accounts.
    pub fn absorb_owned(&mut self, change: Change) -> MergeReport {
        let mut report = MergeReport::default();
        for (_, record) in change.records {
            self.merge_record(record, &mut report);
        }
        let before = self.opaque.len();
        self.opaque.extend(change.opaque);
        report.unreadable = self.opaque.len() - before;
        report
    }

    /// What a device does with a change of another one: observes its stamps, merges it, and saves what a purge would
    /// take from an account that lives on here ([`trash::rescue`]). The second part of the answer, if any, is an edit of
    /// this device: already applied, to be uploaded like every other.
    pub fn absorb(
        &mut self,
        clock: &mut Clock,
        now_ms: u64,
        change: Change,
    ) -> (MergeReport, Option<Change>) {
        for stamp in change.records().filter_map(Record::newest) {
            clock.observe(&stamp, now_ms);
        }
        let rescued = trash::rescue(self, clock, now_ms, &change);
        let report = self.absorb_owned(change);
        if let Some(rescued) = &rescued {
            self.merge(rescued);
        }
        (report, rescued)
    }

    fn merge_record(&mut self, theirs: Record, report: &mut MergeReport) {
        let id = theirs.id;
        match self.records.entry(id) {
            Entry::Vacant(entry) => {
                let live = theirs.is_live();
                entry.insert(theirs);
                if live {
                    report.added.push(id);
                }
            }
            Entry::Occupied(mut entry) => {
                let mine = entry.get_mut();
                let (was_live, was_revived) = (mine.is_live(), mine.is_revived());
                if !mine.join(theirs) {
                    return;
                }
                match (was_live, mine.is_live()) {
                    (true, false) => report.removed.push(id),
                    (false, true) => report.revived.push(id),
                    (true, true) if mine.is_revived() && !was_revived => report.revived.push(id),
                    (true, true) => report.changed.push(id),
                    (false, false) => {}
                }
            }
        }
    }
}
