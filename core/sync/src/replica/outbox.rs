//! What is not acknowledged yet: edits and intents, not entries. Each attempt is sealed anew on the verified head.

use std::collections::{BTreeSet, VecDeque};

use regain_log::{Hash, Head, MemberId};
use regain_vault::{Change, Record, RecordKind, Vault};

/// Edits in the order they were made, what this device wants to say about members, and the attempt under way.
#[derive(Default)]
pub struct Outbox {
    waiting: VecDeque<(u64, Change)>,
    next: u64,
    /// What to say about members, in order.
    pub intents: Vec<Intent>,
    /// The attempt whose bytes may have reached the service.
    pub attempt: Option<Attempt>,
}

/// What a device says about members by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    /// Ask for a device's removal.
    ProposeRemoval(MemberId),
    /// Agree to the proposal with this entry hash.
    Confirm(Hash),
    /// Refuse it.
    Cancel(Hash),
    /// This device goes.
    Leave,
}

/// Sealed entries that were persisted before they were sent, so that the very same bytes can be sent again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// The head they were sealed on.
    pub expected: Head,
    /// Framed entries.
    pub frames: Vec<u8>,
    /// Edits up to this number (not included) are in them.
    pub covers: u64,
    /// So many of the oldest intents are in them.
    pub intents: usize,
}

impl Outbox {
    /// Adds an edit.
    pub fn push(&mut self, change: Change) {
        self.waiting.push_back((self.next, change));
        self.next += 1;
    }

    /// How many edits wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Whether everything was acknowledged.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.intents.is_empty()
    }

    /// How many live accounts have edits that wait.
    pub fn unsent_accounts(&self, vault: &Vault) -> usize {
        let ids: BTreeSet<_> =
            self.waiting.iter().flat_map(|(_, change)| change.records().map(Record::id)).collect();
        let account = |record: &Record| record.kind() == RecordKind::ACCOUNT && record.is_live();
        ids.into_iter().filter(|id| vault.record(*id).is_some_and(account)).count()
    }

    /// All edits that wait as one change, and the number it covers.
    pub fn joined(&self) -> (Change, u64) {
        let mut joined = Change::new();
        for (_, change) in &self.waiting {
            joined.join(change.duplicate());
        }
        (joined, self.next)
    }

    /// The attempt is durable at the service: what it covered no longer waits. What was added meanwhile does.
    pub fn acknowledge(&mut self, attempt: &Attempt) {
        self.waiting.retain(|(number, _)| *number >= attempt.covers);
        self.intents.drain(..attempt.intents.min(self.intents.len()));
        self.attempt = None;
    }

    /// Takes every edit that was never acknowledged.
    pub fn drain(&mut self) -> Vec<Change> {
        self.attempt = None;
        self.waiting.drain(..).map(|(_, change)| change).collect()
    }

    pub(super) fn parts(&self) -> (&VecDeque<(u64, Change)>, u64) {
        (&self.waiting, self.next)
    }

    pub(super) fn from_parts(
        waiting: VecDeque<(u64, Change)>,
        next: u64,
        intents: Vec<Intent>,
        attempt: Option<Attempt>,
    ) -> Self {
        Self { waiting, next, intents, attempt }
    }
}
