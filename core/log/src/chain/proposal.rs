//! Proposals: what a device alone may ask for, and when that counts.

use super::{Chain, ChainError, Rule, Timing};
use crate::{Action, Hash, Header, MemberId, MemberKind};

use super::Member;

/// How long a proposal waits, in ms, when nobody confirms it: 72 hours.
pub const PROPOSAL_WAIT_MS: u64 = 72 * 60 * 60 * 1000;
/// Two clients' clocks may differ by this much, in ms.
const TOLERANCE_MS: u64 = 5 * 60 * 1000;
/// Open proposals at once; more would only bury the one that matters.
pub(super) const MAX_OPEN: usize = 8;

/// An open proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal {
    /// Number of the entry that made it.
    pub number: u64,
    /// The device that asks.
    pub author: MemberId,
    /// What it asks for.
    pub action: Action,
    /// When the service stored it, ms since the Unix epoch; on a client the author's own claim.
    pub stored: u64,
    /// The author's own clock.
    pub time: u64,
    /// The device that confirmed it, as long as that is a member.
    pub confirmed_by: Option<MemberId>,
}

impl Proposal {
    /// The member that goes.
    pub fn target(&self) -> MemberId {
        match self.action {
            Action::Remove(member) => member,
            Action::ReplaceSlot { old, .. } => old,
        }
    }

    fn replaces_kit(&self) -> bool {
        matches!(&self.action, Action::ReplaceSlot { new, .. } if new.kind == MemberKind::Kit)
    }

    /// From when on it counts without a confirmation, ms since the Unix epoch, by the clock of `stored`.
    pub fn ripe_at(&self) -> u64 {
        self.stored.saturating_add(PROPOSAL_WAIT_MS)
    }

    fn counts(&self, header: &Header, timing: Timing) -> bool {
        self.confirmed_by.is_some() || waited(self.stored, self.time, header, timing)
    }
}

/// Whether 72 hours have passed since something was stored at `stored` by an entry of `time`. The service asks its own clock
/// and what every client will ask as well: otherwise it would store what no client accepts.
fn waited(stored: u64, time: u64, header: &Header, timing: Timing) -> bool {
    let claimed = header.time.saturating_add(TOLERANCE_MS) >= time.saturating_add(PROPOSAL_WAIT_MS);
    match timing {
        Timing::Service { now } => claimed && now >= stored.saturating_add(PROPOSAL_WAIT_MS),
        Timing::Client => claimed,
    }
}

impl Chain {
    /// The proposal exists, asks for exactly this, and counts.
    pub(super) fn require_proposal(
        &self,
        header: &Header,
        proposal: Hash,
        action: Action,
        timing: Timing,
    ) -> Result<(), ChainError> {
        let counts = self
            .proposals
            .get(&proposal)
            .is_some_and(|open| open.action == action && open.counts(header, timing));
        self.require(header.number, Rule::Proposal, counts && !self.devices_suspended)
    }

    /// Another device, not the target, a member before the proposal was made. Two devices replace the kit only when both have been
    /// members for 72 hours: otherwise the passphrase, which may not replace the kit at once, would add two devices that do.
    pub(super) fn may_confirm(&self, header: &Header, proposal: &Proposal, timing: Timing) -> bool {
        let Some(author) = self.members.get(&header.author) else { return false };
        let Some(proposer) = self.members.get(&proposal.author) else { return false };
        let seasoned = |member: &Member| waited(member.stored, member.time, header, timing);
        !author.record.kind.is_slot()
            && header.author != proposal.author
            && header.author != proposal.target()
            && author.since < proposal.number
            && (!proposal.replaces_kit() || (seasoned(author) && seasoned(proposer)))
    }

    /// Closes the proposal; when its target, a device, did so, everything open closes and devices alone decide nothing
    /// until a slot signs.
    pub(super) fn cancel(&mut self, hash: Hash, author: MemberId) {
        let Some(proposal) = self.proposals.remove(&hash) else { return };
        if proposal.action == Action::Remove(author) {
            self.proposals.clear();
            self.devices_suspended = true;
        }
    }
}
