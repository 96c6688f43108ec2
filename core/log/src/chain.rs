//! The chain: which entry may follow, and what it changes about who is a member. FORMAT section 6.
//!
//! Service and clients run the same code. [`Chain::follow`] checks everything first and changes the state only when all of
//! it holds, so a refused entry leaves the chain as it was.

mod begin;
mod link;
mod proposal;
mod resume;
mod right;

use std::collections::{BTreeMap, BTreeSet};

use crate::{BackupId, Control, Entry, Hash, Header, Kind, MemberId, MemberRecord};

pub use proposal::{PROPOSAL_WAIT_MS, Proposal};
pub use right::MAX_MEMBERS;

/// A position in the chain and the hash of the entry there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Head {
    /// Number of the entry.
    pub number: u64,
    /// Its entry hash.
    pub hash: Hash,
}

/// A member and since when it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Keys and kind.
    pub record: MemberRecord,
    /// Number of the entry that made it a member.
    pub since: u64,
    /// When the service stored that entry, ms since the Unix epoch; on a client the author's own claim.
    pub stored: u64,
    /// That entry's own time.
    pub time: u64,
}

/// Whose clock judges how long a proposal has waited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timing {
    /// The service's own clock, ms since the Unix epoch: decisive.
    Service {
        /// Now.
        now: u64,
    },
    /// A client has only the two entries' own times, with five minutes of tolerance.
    Client,
}

impl Timing {
    /// When the entry counts as stored.
    fn stored(self, header: &Header) -> u64 {
        match self {
            Self::Service { now } => now,
            Self::Client => header.time,
        }
    }
}

/// The checks an entry must pass. The name of the one that failed travels to people and over the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The entry belongs to this backup.
    Backup,
    /// Number is the last one plus one.
    Number,
    /// Previous hash is the head's.
    Previous,
    /// Control hash is that of the newest control entry.
    Control,
    /// The epoch is the running one, or the next in exactly the entries that start one.
    Epoch,
    /// The key commitment is the running epoch's.
    Commitment,
    /// The author is a member at this point.
    Author,
    /// The author signed these bytes.
    Signature,
    /// The author has the right to this kind of entry.
    Right,
    /// The body is there and is what its kind asks for.
    Body,
    /// Ids and keys of a new member were never used in this log.
    Fresh,
    /// Seals go to exactly the members after the entry.
    Seals,
    /// The proposal exists, asks for exactly this, and counts.
    Proposal,
    /// Nothing follows a closed backup.
    Closed,
    /// The genesis is the one that the way back in names, and well formed.
    Genesis,
}

impl Rule {
    /// A stable name, for the wire and for logs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Backup => "backup",
            Self::Number => "number",
            Self::Previous => "previous",
            Self::Control => "control",
            Self::Epoch => "epoch",
            Self::Commitment => "commitment",
            Self::Author => "author",
            Self::Signature => "signature",
            Self::Right => "right",
            Self::Body => "body",
            Self::Fresh => "fresh",
            Self::Seals => "seals",
            Self::Proposal => "proposal",
            Self::Closed => "closed",
            Self::Genesis => "genesis",
        }
    }

    fn explanation(self) -> &'static str {
        match self {
            Self::Backup => "it belongs to another backup",
            Self::Number => "its number does not follow the one before",
            Self::Previous => "it does not continue the history known here",
            Self::Control => "it does not know the newest change of members",
            Self::Epoch => "its epoch is not the running one",
            Self::Commitment => "it commits to another key than the running epoch's",
            Self::Author => "its author is not a member",
            Self::Signature => "its signature is not its author's",
            Self::Right => "its author has no right to it",
            Self::Body => "its body is missing or malformed",
            Self::Fresh => "it uses an id or key a second time",
            Self::Seals => "its keys do not go to exactly the members",
            Self::Proposal => "the proposal it names does not count",
            Self::Closed => "the backup is closed",
            Self::Genesis => "the backup does not begin as it should",
        }
    }
}

/// An entry was refused: at fault is whoever wrote it, or whoever handed it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("entry {number} was refused: {}", rule.explanation())]
pub struct ChainError {
    /// Number the entry claims.
    pub number: u64,
    /// The check that failed.
    pub rule: Rule,
}

/// The verified state of one backup's log: its head, its members, its open proposals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    pub(crate) backup: BackupId,
    pub(crate) genesis: Hash,
    pub(crate) head: Head,
    pub(crate) control: Head,
    pub(crate) epoch: u32,
    pub(crate) commitment: [u8; 32],
    pub(crate) members: BTreeMap<MemberId, Member>,
    /// Ids and keys of everyone who ever was a member: none is accepted twice.
    pub(crate) used: BTreeSet<[u8; 32]>,
    pub(crate) proposals: BTreeMap<Hash, Proposal>,
    /// A target of a removal cancelled it: devices alone decide nothing until a slot signs.
    pub(crate) devices_suspended: bool,
    pub(crate) closed: bool,
    /// Checks left out, to show that an attack then succeeds. Only [`crate::hazmat`] fills it.
    pub(crate) omitted: BTreeSet<Rule>,
}

impl Chain {
    /// The backup this chain belongs to.
    pub fn backup(&self) -> BackupId {
        self.backup
    }

    /// Hash of the genesis entry.
    pub fn genesis(&self) -> Hash {
        self.genesis
    }

    /// The newest verified entry.
    pub fn head(&self) -> Head {
        self.head
    }

    /// The newest verified control entry.
    pub fn control(&self) -> Head {
        self.control
    }

    /// The running epoch.
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// Commitment to the running epoch's key.
    pub fn commitment(&self) -> &[u8; 32] {
        &self.commitment
    }

    /// One member.
    pub fn member(&self, id: MemberId) -> Option<&Member> {
        self.members.get(&id)
    }

    /// All members, in ascending order of id: the order of seals.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        self.members.values()
    }

    /// The open proposals by entry hash.
    pub fn proposals(&self) -> impl Iterator<Item = (&Hash, &Proposal)> {
        self.proposals.iter()
    }

    /// Whether devices alone decide nothing until a slot signs.
    pub fn devices_suspended(&self) -> bool {
        self.devices_suspended
    }

    /// Whether the backup was closed.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// The state that a member's removal or a slot's replacement would leave: to whom the new epoch's seals go.
    pub fn members_after(&self, gone: Option<MemberId>, new: Option<MemberRecord>) -> Vec<MemberRecord> {
        let mut members: BTreeMap<MemberId, MemberRecord> =
            self.members.iter().map(|(id, member)| (*id, member.record)).collect();
        if let Some(gone) = gone {
            members.remove(&gone);
        }
        members.extend(new.map(|record| (record.id, record)));
        members.into_values().collect()
    }

    /// Takes the next entry: every check of FORMAT section 6, then the change.
    ///
    /// Answers what a control entry said; `None` for data.
    pub fn follow(&mut self, entry: &Entry, timing: Timing) -> Result<Option<Control>, ChainError> {
        self.require_next(entry)?;
        self.accept(entry, timing)
    }

    /// Takes a control entry that may lie further on, during a restore: control entries are chained to each other.
    pub fn follow_control(&mut self, entry: &Entry, timing: Timing) -> Result<Option<Control>, ChainError> {
        self.require(entry.header().number, Rule::Body, !entry.header().kind.is_data())?;
        self.require_later(entry)?;
        self.accept(entry, timing)
    }

    /// Takes the checkpoint that a restore starts from: signed by a device that is a member at that point.
    pub fn adopt_checkpoint(&mut self, entry: &Entry) -> Result<(), ChainError> {
        self.require(entry.header().number, Rule::Body, entry.header().kind == Kind::Checkpoint)?;
        self.require_later(entry)?;
        self.accept(entry, Timing::Client).map(drop)
    }

    fn accept(&mut self, entry: &Entry, timing: Timing) -> Result<Option<Control>, ChainError> {
        self.require_bound(entry)?;
        self.require_signed(entry)?;
        let header = entry.header();
        let control = if header.kind.is_data() {
            // A body may have been thinned out before a client asks; what the service stores for the first time is whole.
            let whole = entry.body().is_some() || timing == Timing::Client;
            self.require(header.number, Rule::Body, whole)?;
            self.require_data_right(header)?;
            None
        } else {
            let control = entry.body().and_then(|body| Control::decode(header.kind, body).ok());
            self.require(header.number, Rule::Body, control.is_some())?;
            if let Some(control) = &control {
                self.require_right(header, control, timing)?;
            }
            control
        };
        self.apply(entry, control.as_ref(), timing);
        Ok(control)
    }

    /// The one place where the state changes. Everything was checked before.
    fn apply(&mut self, entry: &Entry, control: Option<&Control>, timing: Timing) {
        let header = entry.header();
        let hash = entry.hash();
        self.head = Head { number: header.number, hash };
        self.epoch = header.epoch;
        self.commitment = header.commitment;
        // Data changes nothing about members: a restoring client skips most of it and must come to the same state.
        let Some(control) = control else { return };
        self.control = self.head;
        if self.members.get(&header.author).is_some_and(|author| author.record.kind.is_slot()) {
            self.devices_suspended = false;
        }
        match control {
            Control::Genesis { members, .. } => {
                for member in members {
                    self.admit(*member, header, timing);
                }
            }
            Control::MemberAdded { member, .. } => self.admit(*member, header, timing),
            Control::MemberRemoved { member, proposal, .. } => {
                self.dismiss(*member);
                self.close(*proposal);
            }
            Control::SlotReplaced { old, new, proposal, .. } => {
                if let Some(old) = old {
                    self.dismiss(*old);
                }
                self.admit(*new, header, timing);
                self.close(*proposal);
            }
            Control::BackupClosed => self.closed = true,
            Control::Proposed(action) => {
                let proposal = Proposal {
                    number: header.number,
                    author: header.author,
                    action: *action,
                    stored: timing.stored(header),
                    time: header.time,
                    confirmed_by: None,
                };
                self.proposals.insert(hash, proposal);
            }
            Control::Confirmed(hash) => {
                if let Some(proposal) = self.proposals.get_mut(hash) {
                    proposal.confirmed_by = Some(header.author);
                }
            }
            Control::Cancelled(hash) => self.cancel(*hash, header.author),
            Control::MemberLeft => self.dismiss(header.author),
            Control::Heartbeat => {}
        }
    }

    fn admit(&mut self, record: MemberRecord, header: &Header, timing: Timing) {
        self.used.extend(right::used_by(&record));
        let member =
            Member { record, since: header.number, stored: timing.stored(header), time: header.time };
        self.members.insert(record.id, member);
    }

    fn close(&mut self, proposal: Option<Hash>) {
        if let Some(hash) = proposal {
            self.proposals.remove(&hash);
        }
    }

    fn dismiss(&mut self, id: MemberId) {
        self.members.remove(&id);
        self.proposals.retain(|_, proposal| proposal.author != id && proposal.target() != id);
        // Its word counts as long as it is a member: what a stolen device confirmed goes with it.
        for proposal in self.proposals.values_mut() {
            proposal.confirmed_by = proposal.confirmed_by.filter(|confirming| *confirming != id);
        }
    }

    /// Whether the check is in force: all are, outside [`crate::hazmat`].
    pub(crate) fn enforces(&self, rule: Rule) -> bool {
        !self.omitted.contains(&rule)
    }

    /// Refuses unless the condition holds (or the rule was left out by hazmat).
    fn require(&self, number: u64, rule: Rule, holds: bool) -> Result<(), ChainError> {
        if holds || !self.enforces(rule) { Ok(()) } else { Err(ChainError { number, rule }) }
    }
}
