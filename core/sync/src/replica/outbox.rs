//! What is not acknowledged yet: edits and intents, not entries. Each attempt is sealed anew on the verified head.

use std::collections::{BTreeSet, VecDeque};

use regain_log::{Hash, Head, MemberId};
use regain_vault::{Change, Record, RecordId, RecordKind, Vault};

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

    /// Adds something to say about members, unless it waits already.
    pub fn intend(&mut self, intent: Intent) {
        if !self.intents.contains(&intent) {
            self.intents.push(intent);
        }
    }

    /// How many edits wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Whether everything was acknowledged.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.intents.is_empty()
    }

    /// The records that have edits that wait.
    pub fn unsent(&self) -> BTreeSet<RecordId> {
        self.waiting.iter().flat_map(|(_, change)| change.records().map(Record::id)).collect()
    }

    /// How many live accounts have edits that wait.
    pub fn unsent_accounts(&self, vault: &Vault) -> usize {
        let ids = self.unsent();
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

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use regain_vault::account::{self, NewAccount};
    use regain_vault::{Author, Clock};

    use super::*;

    fn edit(vault: &mut Vault, id: u8) -> Change {
        let auth = regain_otp::uri::parse("otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ").unwrap();
        let new = NewAccount::from_otpauth(RecordId([id; 16]), auth);
        account::add(vault, &mut Clock::new(Author([1; 16])), 1000, &new).unwrap()
    }

    fn attempt(covers: u64, intents: usize) -> Attempt {
        Attempt { expected: Head { number: 0, hash: Hash::ZERO }, frames: Vec::new(), covers, intents }
    }

    #[test]
    fn what_was_added_after_the_attempt_waits_on() {
        let (mut vault, mut outbox) = (Vault::new(), Outbox::default());
        outbox.push(edit(&mut vault, 1));
        outbox.intents.push(Intent::Confirm(Hash::ZERO));
        let (joined, covers) = outbox.joined();
        assert_eq!((joined.len(), covers), (1, 1));
        outbox.push(edit(&mut vault, 2));
        outbox.intents.push(Intent::Leave);
        let attempt = attempt(covers, 1);
        outbox.acknowledge(&attempt);
        // Heard twice, by two processes: nothing more goes.
        outbox.acknowledge(&Attempt { intents: 0, ..attempt });
        assert_eq!((outbox.len(), outbox.intents.as_slice()), (1, [Intent::Leave].as_slice()));
        assert_eq!(outbox.joined().1, 2, "numbers go on");
    }

    #[test]
    fn more_intents_acknowledged_than_there_are_is_no_panic() {
        let mut outbox = Outbox::default();
        outbox.acknowledge(&attempt(9, 9));
        assert!(outbox.is_empty());
    }

    #[test]
    fn unsent_counts_live_accounts_once() {
        let (mut vault, mut outbox) = (Vault::new(), Outbox::default());
        let first = edit(&mut vault, 1);
        outbox.push(first.duplicate());
        outbox.push(first);
        outbox.push(edit(&mut vault, 2));
        assert_eq!(outbox.unsent_accounts(&vault), 2);
        let mut clock = Clock::resume(Author([1; 16]), &vault, 2000);
        outbox.push(account::remove(&mut vault, &mut clock, 2000, &[RecordId([2; 16])]).unwrap());
        assert_eq!(outbox.unsent_accounts(&vault), 1);
        assert_eq!(outbox.drain().len(), 4);
        assert!(outbox.is_empty());
    }
}
