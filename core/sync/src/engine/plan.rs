//! What to write now: a pure decision over the replica.

use rand_core::{CryptoRng, RngCore};
use regain_log::{Action, Chain, Control, Hash, Kind, MemberId, PROPOSAL_WAIT_MS, Proposal};
use regain_vault::{Author, device, exposure};

use super::membership;
use crate::draft::Draft;
use crate::keyring::Opener;
use crate::replica::{Attempt, Intent, Membership, Replica, Tail};
use crate::{Env, Finding, SyncError};

/// A heartbeat is due this long after a device last wrote, in ms: a week.
pub const HEARTBEAT_MS: u64 = 7 * 24 * 60 * 60 * 1000;

/// The entries to append now, or none, and what this device wanted to say and has no right to. Carries out proposals that
/// count, uploads what waits, says what this device wants about members, writes a checkpoint when the tail has grown, and
/// shows a sign of life once a week. `cautious`: records alone, since something else was refused.
pub(super) fn attempt<R: RngCore + CryptoRng>(
    replica: &mut Replica,
    ripe: &[Hash],
    cautious: bool,
    env: &mut Env<'_, R>,
) -> Result<(Option<Attempt>, Vec<Intent>), SyncError> {
    let device = replica.device;
    let chain = &membership(replica)?.chain;
    let due = if cautious { None } else { due(chain, device, ripe, env.now) };
    drop_overtaken(replica)?;
    if let Some((_, action)) = due {
        mark_exposed(replica, action, env.now);
    }
    let vault = &replica.vault;
    let Membership { chain, keys, secret, outbox, tail, last_written, .. } =
        replica.membership.as_mut().ok_or(SyncError::NoBackup)?;
    let mut draft = Draft::new(chain, keys, Opener { id: device, secret }, env.now);
    match due {
        Some((hash, Action::Remove(member))) => {
            draft.remove_member(member, Some(hash), env.rng)?;
        }
        Some((hash, Action::ReplaceSlot { old, new })) => {
            draft.replace_slot(Some(old), new, Some(hash), env.rng)?;
        }
        None => {}
    }
    let (change, covers) = outbox.joined();
    let first = *tail == Tail::default() && !vault.is_empty();
    if !first && !change.is_empty() {
        draft.data(Kind::Change, &change, env.rng)?;
    } else if first || tail.wants_checkpoint() {
        // Never beside a change: both together may be more than one append holds.
        draft.data(Kind::Checkpoint, &vault.checkpoint(), env.rng)?;
    }
    // A removal just drafted may have closed what an intent is about: the next round looks again.
    let silent = cautious || due.is_some();
    let unsaid = if silent { Vec::new() } else { say(&mut draft, &mut outbox.intents)? };
    let intents = if silent { 0 } else { outbox.intents.len() };
    // A clock that was far ahead once, and was set right, must not silence a device.
    if draft.is_empty() && env.now.abs_diff(*last_written) >= HEARTBEAT_MS {
        draft.control(&Control::Heartbeat)?;
    }
    if draft.is_empty() {
        return Ok((None, unsaid));
    }
    let drafted = draft.finish();
    let attempt = Attempt { expected: drafted.expected, frames: drafted.frames(), covers, intents };
    Ok((Some(attempt), unsaid))
}

/// Says what this device wants about members. What it has no right to is taken out of `intents` and given back: it would
/// hold up everything else for ever.
fn say(draft: &mut Draft<'_>, intents: &mut Vec<Intent>) -> Result<Vec<Intent>, SyncError> {
    let mut unsaid = Vec::new();
    let mut said = Vec::new();
    for intent in std::mem::take(intents) {
        if said.contains(&Intent::Leave) {
            break;
        }
        if said.contains(&intent) {
            continue;
        }
        if is_said(draft, intent)? {
            said.push(intent);
        } else {
            unsaid.push(intent);
        }
    }
    *intents = said;
    Ok(unsaid)
}

/// Drafts what an intent says. Whether the log lets this device say it.
fn is_said(draft: &mut Draft<'_>, intent: Intent) -> Result<bool, SyncError> {
    let entry = match intent {
        Intent::ProposeRemoval(member) => draft.propose(Action::Remove(member)),
        Intent::Confirm(hash) => draft.control(&Control::Confirmed(hash)),
        Intent::Cancel(hash) => draft.control(&Control::Cancelled(hash)),
        Intent::Leave => draft.control(&Control::MemberLeft),
    };
    match entry.map(drop) {
        Ok(()) => Ok(true),
        Err(SyncError::Finding(Finding::Chain(_))) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether the log would let this device say this now. Asked before it goes into the outbox, so that its person hears the answer.
pub fn may_say(replica: &Replica, intent: Intent, now: u64) -> Result<bool, SyncError> {
    let membership = replica.membership.as_ref().ok_or(SyncError::NoBackup)?;
    if let Intent::Confirm(hash) | Intent::Cancel(hash) = intent
        && !membership.chain.proposals().any(|(open, _)| *open == hash)
    {
        return Err(SyncError::Gone("the proposal"));
    }
    let opener = membership.opener(replica.device);
    is_said(&mut Draft::new(&membership.chain, &membership.keys, opener, now), intent)
}

/// A proposal that counts and that this chain still has, also by this device's own clock. One at a time: each starts an epoch
/// and may close others. A device never carries out its own removal: that would be leaving by itself.
fn due(chain: &Chain, device: MemberId, ripe: &[Hash], now: u64) -> Option<(Hash, Action)> {
    let waited = |proposal: &Proposal| {
        proposal.confirmed_by.is_some() || now >= proposal.time.saturating_add(PROPOSAL_WAIT_MS)
    };
    let counts = |(hash, proposal): &(&Hash, &Proposal)| {
        ripe.contains(hash) && waited(proposal) && proposal.target() != device
    };
    let mut open = chain.proposals().filter(|_| !chain.devices_suspended()).filter(counts);
    open.next().map(|(hash, proposal)| (*hash, proposal.action))
}

/// Intents about members and proposals that are gone: somebody else was faster, and nothing is left to say.
fn drop_overtaken(replica: &mut Replica) -> Result<(), SyncError> {
    let device = replica.device;
    let membership = membership(replica)?;
    let chain = &membership.chain;
    let open = |hash: &Hash| chain.proposals().any(|(open, _)| open == hash);
    let asked = |member: MemberId| {
        let same =
            |proposal: &Proposal| (proposal.author, proposal.action) == (device, Action::Remove(member));
        chain.proposals().any(|(_, proposal)| same(proposal))
    };
    membership.outbox.intents.retain(|intent| match intent {
        Intent::ProposeRemoval(member) => chain.member(*member).is_some() && !asked(*member),
        Intent::Confirm(hash) | Intent::Cancel(hash) => open(hash),
        Intent::Leave => true,
    });
    Ok(())
}

/// The device that is about to go was called lost when its removal was proposed: mark what it had.
fn mark_exposed(replica: &mut Replica, action: Action, now: u64) {
    let Action::Remove(MemberId(id)) = action else { return };
    let lost = device::list(&replica.vault)
        .into_iter()
        .any(|device| device.id == Author(id) && device.removed.is_some_and(|removed| removed.lost));
    if lost {
        let change = exposure::mark_all(&mut replica.vault, &mut replica.clock, now, Author(id));
        replica.enqueue(change);
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use rand_chacha::ChaCha20Rng;
    use rand_core::SeedableRng as _;
    use regain_log::{BackupId, Entry, frame};
    use regain_seal::{EpochKey, MemberSecret, RecoveryKit};

    use super::*;
    use crate::replica::{Outbox, Verified};
    use crate::{Keyring, draft};

    const NOW: u64 = 1_800_000_000_000;

    fn founded(rng: &mut ChaCha20Rng) -> Replica {
        let (kit, kit_secret, secret) =
            (RecoveryKit::make(rng), MemberSecret::make(rng), MemberSecret::make(rng));
        let (kit_id, id) = (MemberId([1; 16]), MemberId([2; 16]));
        let key = EpochKey::make(BackupId([3; 16]), rng);
        let members = vec![kit_secret.kit_slot(kit_id, &kit), secret.device(id)];
        let genesis = draft::genesis(&key, members, (kit_id, &kit_secret), NOW).unwrap();
        let mut replica = Replica::new(id, "Pixel 8");
        replica.membership = Some(Membership {
            service: "https://backup.test".into(),
            account: "brave-otter-7".parse().unwrap(),
            secret,
            chain: Chain::begin(&genesis, None).unwrap(),
            keys: Keyring::with(key),
            outbox: Outbox::default(),
            tail: Tail::default(),
            token: None,
            last_backup: None,
            last_written: NOW,
            last_contact: NOW,
            finding: None,
            verified: Verified::default(),
            gap: false,
            created: true,
        });
        replica
    }

    fn plan(
        replica: &mut Replica,
        cautious: bool,
        now: u64,
        rng: &mut ChaCha20Rng,
    ) -> (Vec<Kind>, Vec<Intent>) {
        let (attempt, unsaid) = attempt(replica, &[], cautious, &mut Env { now, rng }).unwrap();
        let frames = attempt.map(|attempt| attempt.frames).unwrap_or_default();
        let kinds =
            frame::read_all(&frames).unwrap().iter().map(|entry: &Entry| entry.header().kind).collect();
        (kinds, unsaid)
    }

    #[test]
    fn each_reason_to_write_gives_its_entry_and_none_gives_none() {
        let rng = &mut ChaCha20Rng::from_seed([5; 32]);
        let replica = &mut founded(rng);
        assert_eq!(plan(replica, false, NOW, rng).0, [], "nothing to say");
        assert_eq!(plan(replica, false, NOW + HEARTBEAT_MS - 1, rng).0, []);
        assert_eq!(plan(replica, false, NOW + HEARTBEAT_MS, rng).0, [Kind::Heartbeat]);
        let author = replica.author();
        let change =
            device::add(&mut replica.vault, &mut replica.clock, NOW, author, "Pixel 8", "Android").unwrap();
        assert_eq!(plan(replica, false, NOW, rng).0, [Kind::Checkpoint], "the first time all of it");
        replica.membership.as_mut().unwrap().tail.checkpoint = 1;
        assert_eq!(plan(replica, false, NOW, rng).0, []);
        replica.enqueue(change);
        assert_eq!(plan(replica, false, NOW, rng).0, [Kind::Change]);
        let membership = replica.membership.as_mut().unwrap();
        membership.tail = Tail { checkpoint: 1, entries: 65, bytes: 2 };
        assert_eq!(plan(replica, false, NOW, rng).0, [Kind::Change], "never both in one append");
        replica.membership.as_mut().unwrap().outbox.drain();
        assert_eq!(plan(replica, false, NOW, rng).0, [Kind::Checkpoint]);
    }

    #[test]
    fn an_intent_without_the_right_is_given_back_and_nothing_is_said_when_cautious() {
        let rng = &mut ChaCha20Rng::from_seed([5; 32]);
        let replica = &mut founded(rng);
        let intents = |replica: &mut Replica, intents: &[Intent]| {
            replica.membership.as_mut().unwrap().outbox.intents = intents.to_vec();
        };
        let own = Intent::ProposeRemoval(MemberId([2; 16]));
        assert_eq!(may_say(replica, own, NOW), Ok(false));
        assert_eq!(may_say(replica, Intent::Leave, NOW), Ok(true));
        assert_eq!(may_say(replica, Intent::Confirm(Hash::ZERO), NOW), Err(SyncError::Gone("the proposal")));
        intents(replica, &[own]);
        assert_eq!(plan(replica, true, NOW, rng), (vec![], vec![]));
        assert_eq!(
            plan(replica, false, NOW, rng),
            (vec![], vec![own]),
            "a device does not propose its own removal"
        );
        // What is about somebody or something gone is not said at all.
        intents(replica, &[Intent::Confirm(Hash::ZERO), Intent::ProposeRemoval(MemberId([9; 16]))]);
        assert_eq!(plan(replica, false, NOW, rng), (vec![], vec![]));
        assert!(replica.membership.as_ref().unwrap().outbox.is_empty());
        intents(replica, &[Intent::Leave, Intent::Leave]);
        assert_eq!(plan(replica, false, NOW, rng).0.len(), 1, "nothing is said after it");
    }
}
