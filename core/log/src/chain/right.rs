//! Who may sign what, FORMAT section 6.

use super::proposal::MAX_OPEN;
use super::{Chain, ChainError, Rule, Timing};
use crate::{Action, Control, Hash, Header, Kind, MemberId, MemberKind, MemberRecord, Seal};

/// As many members as `member-added` makes. A removal seals to everyone else in one entry, and must never become impossible.
pub const MAX_MEMBERS: usize = 1000;

impl Chain {
    /// Any member writes a change: a person at a borrowed machine marks accounts as exposed with nothing but a slot. All records
    /// at once, which is what a restore starts from, come from a device.
    pub(super) fn require_data_right(&self, header: &Header) -> Result<(), ChainError> {
        let author = self.author_kind(header);
        let may = match header.kind {
            Kind::Change => author.is_some(),
            _ => author == Some(MemberKind::Device),
        };
        self.require(header.number, Rule::Right, may)
    }

    /// The author may say this, and what it says is well formed against the members.
    pub(super) fn require_right(
        &self,
        header: &Header,
        control: &Control,
        timing: Timing,
    ) -> Result<(), ChainError> {
        let number = header.number;
        let author = self.author_kind(header);
        let by_device = author == Some(MemberKind::Device);
        let by_slot = author.is_some_and(MemberKind::is_slot);
        let right = |holds| self.require(number, Rule::Right, holds);
        match control {
            Control::Genesis { .. } => self.require(number, Rule::Genesis, false),
            Control::MemberAdded { member, seal } => {
                right(by_slot && member.kind == MemberKind::Device && self.members.len() < MAX_MEMBERS)?;
                self.require_fresh(number, member)?;
                self.require_seals(number, std::slice::from_ref(seal), &[*member])
            }
            Control::MemberRemoved { member, seals, proposal, .. } => {
                self.require_removal(header, *member, *proposal, timing)?;
                self.require_seals(number, seals, &self.members_after(Some(*member), None))
            }
            Control::SlotReplaced { old, new, seals, proposal, .. } => {
                self.require_replacement(header, *old, new, *proposal, timing)?;
                self.require_fresh(number, new)?;
                self.require_seals(number, seals, &self.members_after(*old, Some(*new)))
            }
            Control::BackupClosed => right(by_slot),
            Control::Heartbeat | Control::MemberLeft => right(by_device),
            Control::Proposed(action) => {
                right(by_device && !self.devices_suspended && self.may_be_proposed(header, action))?;
                if let Action::ReplaceSlot { new, .. } = action {
                    self.require_fresh(number, new)?;
                }
                self.require(number, Rule::Proposal, self.proposals.len() < MAX_OPEN)
            }
            Control::Confirmed(hash) => {
                let proposal = self.open_proposal(number, *hash)?;
                right(proposal.is_none_or(|proposal| self.may_confirm(header, proposal, timing)))
            }
            Control::Cancelled(hash) => self.open_proposal(number, *hash).map(drop),
        }
    }

    fn require_removal(
        &self,
        header: &Header,
        target: MemberId,
        proposal: Option<Hash>,
        timing: Timing,
    ) -> Result<(), ChainError> {
        let number = header.number;
        self.require(number, Rule::Right, self.kind_of(target) == Some(MemberKind::Device))?;
        let at_once = self.author_kind(header).is_some_and(MemberKind::is_slot);
        match proposal {
            None => self.require(number, Rule::Right, at_once),
            Some(hash) => {
                // Whoever goes does not make the key of those who stay.
                self.require(number, Rule::Right, header.author != target)?;
                self.require_proposal(header, hash, Action::Remove(target), timing)
            }
        }
    }

    fn require_replacement(
        &self,
        header: &Header,
        old: Option<MemberId>,
        new: &MemberRecord,
        proposal: Option<Hash>,
        timing: Timing,
    ) -> Result<(), ChainError> {
        let number = header.number;
        let author = self.author_kind(header);
        let fits = new.kind.is_slot()
            && match old {
                Some(old) => self.kind_of(old) == Some(new.kind),
                None => new.kind == MemberKind::Passphrase && self.slot(MemberKind::Passphrase).is_none(),
            };
        self.require(number, Rule::Right, fits)?;
        match (proposal, old) {
            // A slot acts on its own right or not at all.
            (Some(hash), Some(old)) => {
                self.require(number, Rule::Right, author == Some(MemberKind::Device))?;
                self.require_proposal(header, hash, Action::ReplaceSlot { old, new: *new }, timing)
            }
            (Some(_), None) => self.require(number, Rule::Proposal, false),
            (None, _) => {
                let at_once = author == Some(MemberKind::Kit)
                    || (author == Some(MemberKind::Passphrase) && new.kind == MemberKind::Passphrase);
                self.require(number, Rule::Right, at_once)
            }
        }
    }

    /// The target is there and not the author itself; a proposed slot is of the kind it replaces.
    fn may_be_proposed(&self, header: &Header, action: &Action) -> bool {
        match action {
            Action::Remove(target) => {
                *target != header.author && self.kind_of(*target) == Some(MemberKind::Device)
            }
            Action::ReplaceSlot { old, new } => new.kind.is_slot() && self.kind_of(*old) == Some(new.kind),
        }
    }

    fn open_proposal(&self, number: u64, hash: Hash) -> Result<Option<&super::Proposal>, ChainError> {
        let proposal = self.proposals.get(&hash);
        self.require(number, Rule::Proposal, proposal.is_some())?;
        Ok(proposal)
    }

    /// Id and keys were never used in this log, not even by someone removed: signatures and seals of the past stay theirs.
    pub(super) fn require_fresh(&self, number: u64, member: &MemberRecord) -> Result<(), ChainError> {
        let fresh = used_by(member).all(|used| !self.used.contains(&used));
        self.require(number, Rule::Fresh, fresh)
    }

    /// Seals go to exactly these members, in their order, each once.
    pub(super) fn require_seals(
        &self,
        number: u64,
        seals: &[Seal],
        members: &[MemberRecord],
    ) -> Result<(), ChainError> {
        let exact = seals.iter().map(|seal| seal.member).eq(members.iter().map(|member| member.id));
        self.require(number, Rule::Seals, exact)
    }

    /// The slot of this kind, if there is one.
    pub fn slot(&self, kind: MemberKind) -> Option<&MemberRecord> {
        self.members.values().map(|member| &member.record).find(|record| record.kind == kind)
    }

    fn kind_of(&self, id: MemberId) -> Option<MemberKind> {
        self.members.get(&id).map(|member| member.record.kind)
    }

    /// A stranger passes for a device where hazmat left [`Rule::Author`] out; elsewhere it was refused before.
    fn author_kind(&self, header: &Header) -> Option<MemberKind> {
        self.kind_of(header.author).or((!self.enforces(Rule::Author)).then_some(MemberKind::Device))
    }
}

/// What a member uses up for ever: its id (padded, so that it can't meet a key), both keys, and a kit's further two: the words of a
/// kit that was replaced must not come back under a new id.
pub(super) fn used_by(member: &MemberRecord) -> impl Iterator<Item = [u8; 32]> {
    let mut id = [0; 32];
    id[..16].copy_from_slice(&member.id.0);
    [id, member.sign, member.open]
        .into_iter()
        .chain(member.kit.into_iter().flat_map(|kit| [kit.auth, kit.age]))
}
