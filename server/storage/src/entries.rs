//! The log of each backup: appended under a condition, read in runs, never rewritten; only bodies thin out.

mod append;
mod read;
pub mod states;

use regain_log::{BackupId, Entry, Hash, Kind};

pub use append::{Append, AppendOutcome, Effect};
pub use read::{BackupRow, EntriesPage, ProposalRow, RestoreSet, StateRow, StoredEntry};

use crate::Pending;

/// A place in a log: the number and hash of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Position {
    /// The entry's number.
    pub number: u64,
    /// The entry's hash, SHA-256(header ‖ signature).
    pub hash: Hash,
}

/// A verified entry to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// Its number.
    pub number: u64,
    /// Its kind; whether it is a control entry follows from it.
    pub kind: Kind,
    /// Its hash.
    pub hash: Hash,
    /// Header ‖ signature, exactly as signed: 251 bytes.
    pub front: Vec<u8>,
    /// The body; empty where the kind has none.
    pub body: Vec<u8>,
}

impl NewEntry {
    /// What is kept of this entry; nothing when it came without its body.
    pub fn of(entry: &Entry) -> Option<Self> {
        let body = entry.body()?.to_vec();
        let front = entry.front();
        let header = entry.header();
        Some(Self { number: header.number, kind: header.kind, hash: entry.hash(), front, body })
    }

    /// Where it stands.
    pub fn position(&self) -> Position {
        Position { number: self.number, hash: self.hash }
    }
}

/// Logs.
pub trait Entries {
    /// The backup's head and figures.
    fn head(&self, backup: BackupId) -> Pending<'_, Option<BackupRow>>;

    /// Appends under the condition that the head is the expected one. See [`Append`].
    fn append(&self, request: Append) -> Pending<'_, AppendOutcome>;

    /// The entries after this number (`None`: from the genesis on), ascending, without gaps: at most `limit_count`, and no
    /// more than fit `limit_bytes`, but always the first. Head and entries are of one moment. `None`: no such backup.
    fn entries_after(
        &self,
        backup: BackupId,
        after: Option<u64>,
        limit_count: usize,
        limit_bytes: usize,
    ) -> Pending<'_, Option<EntriesPage>>;

    /// Header ‖ signature of the entries `from..=to`, ascending; fewer where the log is shorter. `body_absent` is true for
    /// each, kept or not. Headers are kept for ever.
    fn headers(&self, backup: BackupId, from: u64, to: u64) -> Pending<'_, Vec<StoredEntry>>;

    /// What a restoring client needs for the state at entry `at` (`None`: the newest), of one moment, see [`RestoreSet`].
    /// `None`: no such backup. An `at` beyond the head is the head. Where history was thinned, entries
    /// between checkpoint and `at` may come with `body_absent`: only what [`Entries::states`] names comes in full.
    fn restore_set(&self, backup: BackupId, at: Option<u64>) -> Pending<'_, Option<RestoreSet>>;

    /// All control entries, in full, ascending: who was ever a member, and why no longer. Empty for an unknown backup.
    fn control_entries(&self, backup: BackupId) -> Pending<'_, Vec<StoredEntry>>;

    /// The states that can be restored, newest first, see [`states`].
    fn states(&self, backup: BackupId, now: u64) -> Pending<'_, Vec<StateRow>>;

    /// The open proposals, oldest first.
    fn proposals(&self, backup: BackupId) -> Pending<'_, Vec<ProposalRow>>;
}
