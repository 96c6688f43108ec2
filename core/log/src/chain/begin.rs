//! The first entry of a log.

use std::collections::{BTreeMap, BTreeSet};

use super::{Chain, ChainError, Head, Rule, Timing};
use crate::{Control, Entry, Hash, Kind, MemberKind, MemberRecord};

impl Chain {
    /// Starts a chain from its genesis entry.
    ///
    /// `expected` is the genesis hash that a way back in names; `None` only where nothing is known yet: the service at
    /// creation, and the client that has just made the entry itself.
    pub fn begin(entry: &Entry, expected: Option<Hash>) -> Result<Self, ChainError> {
        Self::begin_without(entry, expected, BTreeSet::new())
    }

    pub(crate) fn begin_without(
        entry: &Entry,
        expected: Option<Hash>,
        omitted: BTreeSet<Rule>,
    ) -> Result<Self, ChainError> {
        let header = entry.header();
        let refused = |rule| ChainError { number: header.number, rule };
        let named = expected.is_none_or(|hash| hash == entry.hash()) || omitted.contains(&Rule::Genesis);
        let placed = header.kind == Kind::Genesis
            && header.number == 0
            && header.epoch == 1
            && header.previous == Hash::ZERO
            && header.control == Hash::ZERO;
        if !named || !placed {
            return Err(refused(Rule::Genesis));
        }
        let body = entry.body().ok_or(refused(Rule::Body))?;
        let control = Control::decode(Kind::Genesis, body).map_err(|_| refused(Rule::Body))?;
        let Control::Genesis { members, .. } = &control else { return Err(refused(Rule::Body)) };
        let author =
            founding_kit(members).filter(|kit| kit.id == header.author).ok_or(refused(Rule::Genesis))?;
        if !entry.is_signed_by(&author.sign) {
            return Err(refused(Rule::Signature));
        }
        let position = Head { number: 0, hash: entry.hash() };
        let mut chain = Self {
            backup: header.backup,
            genesis: position.hash,
            head: position,
            control: position,
            epoch: 1,
            commitment: header.commitment,
            members: BTreeMap::new(),
            used: BTreeSet::new(),
            proposals: BTreeMap::new(),
            devices_suspended: false,
            closed: false,
            omitted,
        };
        for member in members {
            chain.require_fresh(0, member)?;
            chain.admit(*member, header, Timing::Client);
        }
        chain.require_seals(0, control.seals(), &chain.members_after(None, None))?;
        chain.apply(entry, None, Timing::Client);
        Ok(chain)
    }
}

/// The kit, when the founding members are exactly one kit, at most one passphrase and exactly one device, in this order.
fn founding_kit(members: &[MemberRecord]) -> Option<&MemberRecord> {
    match members {
        [kit, rest @ ..] if kit.kind == MemberKind::Kit => match rest {
            [device] if device.kind == MemberKind::Device => Some(kit),
            [slot, device] if slot.kind == MemberKind::Passphrase && device.kind == MemberKind::Device => {
                Some(kit)
            }
            _ => None,
        },
        _ => None,
    }
}
