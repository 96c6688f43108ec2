//! Entries at the end of a log, with everything that follows from them.

use regain_log::{BackupId, Hash, MemberId};

use super::{NewEntry, Position};
use crate::{NewMail, SlotRow, TokenHash};

/// Entries to append, in one operation with their consequences.
///
/// - The session is not open (any more): `SessionEnded`, and nothing changes, whatever the head is.
/// - The head is `expected`: entries, chain, effects and notices are kept together.
/// - The positions already hold exactly these entries: the answer is `Appended`, whatever the head is now, and nothing
///   changes (a client that did not hear the answer asks again).
/// - Otherwise `HeadMoved`, and nothing changes.
#[derive(Debug, Clone)]
pub struct Append {
    /// The backup.
    pub backup: BackupId,
    /// The head the entries were made for.
    pub expected: Position,
    /// At least one, numbered from `expected.number + 1` on without gaps, verified by the caller.
    pub entries: Vec<NewEntry>,
    /// Snapshot of the chain after them, when a control entry is among them (or when it changed otherwise).
    pub chain: Option<Vec<u8>>,
    /// What the control entries bring about, applied in this order.
    pub effects: Vec<Effect>,
    /// Mails that tell of it.
    pub notices: Vec<NewMail>,
    /// The session that asks. Looked up in the same operation: of a removal and an append by the removed member one comes first.
    /// `None`: the caller answers for it.
    pub session: Option<TokenHash>,
    /// Now, ms. It becomes the time of storing, which never falls within one log.
    pub now: u64,
}

/// A consequence of an appended entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// The slot `old` (none: a first passphrase) goes with its sessions, `new` comes.
    SlotReplaced {
        /// The slot that goes.
        old: Option<MemberId>,
        /// The slot that comes.
        new: SlotRow,
    },
    /// The slot waits with the proposal (its entry hash) that asks for it. Put after [`Effect::ProposalStored`].
    StageSlot {
        /// Entry hash of the proposal.
        proposal: Hash,
        /// The slot that would come.
        slot: SlotRow,
    },
    /// As [`Effect::SlotReplaced`], with the slot that was staged; the whole append becomes
    /// [`AppendOutcome::NothingStaged`] where none was. Put before [`Effect::ProposalClosed`].
    UseStaged {
        /// Entry hash of the proposal.
        proposal: Hash,
        /// The slot that goes.
        old: MemberId,
    },
    /// The member's sessions end, and when it was last seen is forgotten.
    MemberRemoved {
        /// Who went.
        member: MemberId,
    },
    /// The proposal is open from now on; its 72 hours count from [`Append::now`].
    ProposalStored {
        /// Entry hash of the proposal.
        hash: Hash,
    },
    /// The proposal was confirmed.
    ProposalConfirmed {
        /// Entry hash of the proposal.
        hash: Hash,
    },
    /// The proposal was used, cancelled or overtaken; the slot staged with it goes too.
    ProposalClosed {
        /// Entry hash of the proposal.
        hash: Hash,
    },
    /// The backup is closed; it is erased, and its name free, [`crate::CLOSED_KEPT_MS`] later. Proposals and staged
    /// slots go at once, sessions stay, so that devices can read the closing entry.
    Closed,
    /// The member was at work.
    MemberSeen {
        /// Who.
        member: MemberId,
    },
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppendOutcome {
    /// The entries are kept (now, or since an earlier request); the position of the last of them.
    Appended(Position),
    /// The head is another one. Nothing changed.
    HeadMoved(Position),
    /// [`Effect::UseStaged`] found no slot. Nothing changed.
    NothingStaged,
    /// No such backup. Nothing changed.
    NoBackup,
    /// [`Append::session`] is no open session of this backup. Nothing changed.
    SessionEnded,
}
