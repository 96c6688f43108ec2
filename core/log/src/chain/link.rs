//! How an entry hangs on the chain: backup, number, hashes, epoch, commitment, signature.

use super::{Chain, ChainError, Head, Rule};
use crate::{Entry, Header};

impl Chain {
    /// The entry is the very next one.
    pub(super) fn require_next(&self, entry: &Entry) -> Result<(), ChainError> {
        let header = entry.header();
        self.require(header.number, Rule::Number, Some(header.number) == self.head.number.checked_add(1))?;
        self.require(header.number, Rule::Previous, header.previous == self.head.hash)
    }

    /// The entry lies further on; where it happens to be the very next one it must hang on the head.
    pub(super) fn require_later(&self, entry: &Entry) -> Result<(), ChainError> {
        let header = entry.header();
        self.require(header.number, Rule::Number, header.number > self.head.number)?;
        let adjacent = Some(header.number) == self.head.number.checked_add(1);
        self.require(header.number, Rule::Previous, !adjacent || header.previous == self.head.hash)
    }

    /// Everything that binds the header to this chain's state.
    pub(super) fn require_bound(&self, entry: &Entry) -> Result<(), ChainError> {
        let header = entry.header();
        let number = header.number;
        self.require(number, Rule::Closed, !self.closed)?;
        self.require(number, Rule::Backup, header.backup == self.backup)?;
        self.require(number, Rule::Control, header.control == self.control.hash)?;
        let starts = header.kind.starts_epoch();
        let epoch = if starts { self.epoch.checked_add(1) } else { Some(self.epoch) };
        self.require(number, Rule::Epoch, Some(header.epoch) == epoch)?;
        // A new epoch has a new key: the same commitment again would be the old key coming back.
        self.require(number, Rule::Commitment, (header.commitment == self.commitment) != starts)
    }

    /// The author is a member here and now, and signed.
    pub(super) fn require_signed(&self, entry: &Entry) -> Result<(), ChainError> {
        let Header { number, author, .. } = *entry.header();
        let Some(member) = self.members.get(&author) else {
            return self.require(number, Rule::Author, false);
        };
        self.require(number, Rule::Signature, entry.is_signed_by(&member.record.sign))
    }

    /// Checks by headers alone that a run of entries leads from one verified position to another: what a freshly
    /// restored client does from its slot's checkpoint to the head before its first write, and what any old pin needs.
    ///
    /// `fronts` are the entries after `from`, in order, up to and including `to`; their bodies are not looked at.
    pub fn verify_links(from: Head, fronts: &[Entry], to: Head) -> Result<(), ChainError> {
        let mut at = from;
        for entry in fronts {
            let header = entry.header();
            if Some(header.number) != at.number.checked_add(1) {
                return Err(ChainError { number: header.number, rule: Rule::Number });
            }
            if header.previous != at.hash {
                return Err(ChainError { number: header.number, rule: Rule::Previous });
            }
            at = Head { number: header.number, hash: entry.hash() };
        }
        if at == to { Ok(()) } else { Err(ChainError { number: to.number, rule: Rule::Previous }) }
    }
}
