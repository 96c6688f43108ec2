//! What an append does, decided before anything is written: a pure function over the chain and the new entries.

use std::collections::BTreeSet;

use regain_log::{
    Action, Chain, ChainError, Control, Entry, Hash, Kind, MemberId, MemberKind, MemberRecord, Timing,
};
use regain_protocol::Bytes;
use regain_storage::{Effect, NewEntry, SlotRow};

use crate::fault::Fault;
use crate::slots::row::slot_row;

/// What comes beside a replaced or proposed slot and is no part of the log.
#[derive(Debug, Clone)]
pub struct Beside {
    /// What the new slot's secret opens.
    pub blob: Option<Bytes>,
    /// A passphrase's OPAQUE upload.
    pub upload: Option<Bytes>,
}

/// Something people are told of by mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notable {
    /// A device joined.
    DeviceAdded,
    /// A device was removed.
    DeviceRemoved,
    /// A device left by itself.
    DeviceLeft,
    /// A way back in was replaced.
    SlotReplaced(MemberKind),
    /// A device asks for a removal.
    RemovalProposed,
    /// A device asks to replace a way back in.
    ReplacementProposed(MemberKind),
    /// Another device agreed.
    Confirmed,
    /// Somebody refused.
    Cancelled,
    /// The end.
    Closed,
}

/// What is to be written, and what the chain is then.
pub struct Plan {
    /// The chain after the entries.
    pub chain: Chain,
    /// The entries as they are kept.
    pub entries: Vec<NewEntry>,
    /// What follows from them.
    pub effects: Vec<Effect>,
    /// What people are told, and by what kind of member it was done.
    pub notable: Vec<(Notable, MemberKind)>,
    /// Whether the chain changed by more than its head.
    pub control: bool,
}

/// Why nothing is written.
#[derive(Debug)]
pub enum PlanError {
    /// A check of the log failed.
    Chain(ChainError),
    /// Anything else.
    Fault(Fault),
}

impl From<Fault> for PlanError {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<ChainError> for PlanError {
    fn from(error: ChainError) -> Self {
        Self::Chain(error)
    }
}

/// Follows the entries one by one from the chain at the expected head, which is used up: a refused run leaves none.
pub fn plan(chain: Chain, entries: &[Entry], beside: Option<&Beside>, now: u64) -> Result<Plan, PlanError> {
    let mut plan = Plan {
        chain,
        entries: Vec::with_capacity(entries.len()),
        effects: Vec::new(),
        notable: Vec::new(),
        control: false,
    };
    for entry in entries {
        plan.follow(entry, beside, now)?;
    }
    Ok(plan)
}

impl Plan {
    fn follow(&mut self, entry: &Entry, beside: Option<&Beside>, now: u64) -> Result<(), PlanError> {
        let author = entry.header().author;
        // Asked before: a device that removes itself is no member afterwards.
        let kind = self.chain.member(author).map(|member| member.record.kind);
        let open = self.open_proposals();
        let control = self.chain.follow(entry, Timing::Service { now })?;
        let kept = NewEntry::of(entry).ok_or_else(|| Fault::malformed("entries: a body is missing"))?;
        self.entries.push(kept);
        let Some(control) = control else { return Ok(()) };
        self.control = true;
        self.effects.extend(effects(&control, entry.hash(), author, beside)?);
        let closed = open.difference(&self.open_proposals()).copied().collect::<Vec<_>>();
        self.effects.extend(closed.into_iter().map(|hash| Effect::ProposalClosed { hash }));
        if let (Some(notable), Some(kind)) = (notable(&control), kind) {
            self.notable.push((notable, kind));
        }
        Ok(())
    }

    fn open_proposals(&self) -> BTreeSet<Hash> {
        self.chain.proposals().map(|(hash, _)| *hash).collect()
    }
}

/// What the store must do beside keeping the entry. Closed proposals are found by comparing the chain before and after.
fn effects(
    control: &Control,
    hash: Hash,
    author: MemberId,
    beside: Option<&Beside>,
) -> Result<Vec<Effect>, Fault> {
    Ok(match control {
        Control::SlotReplaced { old: Some(old), proposal: Some(proposal), .. } => {
            if beside.is_some_and(|beside| beside.blob.is_some() || beside.upload.is_some()) {
                return Err(Fault::malformed("blob: the proposal staged it already"));
            }
            vec![Effect::UseStaged { proposal: *proposal, old: *old }]
        }
        Control::SlotReplaced { old, new, .. } => {
            vec![Effect::SlotReplaced { old: *old, new: new_slot(new, beside)? }]
        }
        Control::Proposed(Action::ReplaceSlot { new, .. }) => {
            let slot = new_slot(new, beside)?;
            vec![Effect::ProposalStored { hash }, Effect::StageSlot { proposal: hash, slot }]
        }
        Control::Proposed(Action::Remove(_)) => vec![Effect::ProposalStored { hash }],
        Control::MemberRemoved { member, .. } => vec![Effect::MemberRemoved { member: *member }],
        Control::Confirmed(hash) => vec![Effect::ProposalConfirmed { hash: *hash }],
        Control::BackupClosed => vec![Effect::Closed],
        Control::MemberLeft => vec![Effect::MemberRemoved { member: author }],
        Control::Heartbeat => vec![Effect::MemberSeen { member: author }],
        Control::Cancelled(_) | Control::MemberAdded { .. } | Control::Genesis { .. } => Vec::new(),
    })
}

/// A replaced slot without its blob would lock its owner out.
fn new_slot(new: &MemberRecord, beside: Option<&Beside>) -> Result<SlotRow, Fault> {
    let beside =
        beside.ok_or_else(|| Fault::malformed("entries: a slot is replaced and proposed at /slots"))?;
    let blob = beside.blob.as_ref().ok_or_else(|| Fault::malformed("missing field `blob`"))?;
    slot_row(new, blob, beside.upload.as_ref())
}

/// The id of a passphrase's slot that this entry brings or proposes; not of one that was staged before.
pub fn new_passphrase(entry: &Entry) -> Option<MemberId> {
    if !matches!(entry.header().kind, Kind::SlotReplaced | Kind::Proposed) {
        return None;
    }
    let control = Control::decode(entry.header().kind, entry.body()?).ok()?;
    let (Control::SlotReplaced { new, proposal: None, .. }
    | Control::Proposed(Action::ReplaceSlot { new, .. })) = control
    else {
        return None;
    };
    (new.kind == MemberKind::Passphrase).then_some(new.id)
}

fn notable(control: &Control) -> Option<Notable> {
    Some(match control {
        Control::MemberAdded { .. } => Notable::DeviceAdded,
        Control::MemberRemoved { .. } => Notable::DeviceRemoved,
        Control::MemberLeft => Notable::DeviceLeft,
        Control::SlotReplaced { new, .. } => Notable::SlotReplaced(new.kind),
        Control::Proposed(Action::Remove(_)) => Notable::RemovalProposed,
        Control::Proposed(Action::ReplaceSlot { new, .. }) => Notable::ReplacementProposed(new.kind),
        Control::Confirmed(_) => Notable::Confirmed,
        Control::Cancelled(_) => Notable::Cancelled,
        Control::BackupClosed => Notable::Closed,
        Control::Genesis { .. } | Control::Heartbeat => return None,
    })
}
