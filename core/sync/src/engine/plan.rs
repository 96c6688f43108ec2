//! What to write now: a pure decision over the replica.

use rand_core::{CryptoRng, RngCore};
use regain_log::{Action, Chain, Control, Hash, Kind, MemberId};
use regain_vault::{Author, device, exposure};

use super::membership;
use crate::draft::Draft;
use crate::replica::{Attempt, Intent, Replica, Tail};
use crate::{Env, SyncError};

/// A heartbeat is due this long after a device last wrote, in ms: a week.
pub const HEARTBEAT_MS: u64 = 7 * 24 * 60 * 60 * 1000;

/// The entries to append now, or none. Carries out proposals that count, uploads what waits, says what this device wants
/// about members, writes a checkpoint when the tail has grown, and shows a sign of life once a week.
pub(super) fn attempt<R: RngCore + CryptoRng>(
    replica: &mut Replica,
    ripe: &[Hash],
    env: &mut Env<'_, R>,
) -> Result<Option<Attempt>, SyncError> {
    let chain = &membership(replica)?.chain;
    let due = due(chain, ripe);
    drop_overtaken(replica)?;
    if let Some((_, action)) = due {
        mark_exposed(replica, action, env.now);
    }
    let (device, vault_is_empty) = (replica.device, replica.vault.is_empty());
    let membership = replica.membership.as_ref().ok_or(SyncError::NoBackup)?;
    let mut draft = Draft::new(&membership.chain, &membership.keys, membership.opener(device), env.now);
    match due {
        Some((hash, Action::Remove(member))) => {
            draft.remove_member(member, Some(hash), env.rng)?;
        }
        Some((hash, Action::ReplaceSlot { old, new })) => {
            draft.replace_slot(Some(old), new, Some(hash), env.rng)?;
        }
        None => {}
    }
    let (change, covers) = membership.outbox.joined();
    let first = membership.tail == Tail::default() && !vault_is_empty;
    let mut tail = membership.tail;
    if !first && !change.is_empty() {
        tail.count(draft.data(Kind::Change, &change, env.rng)?);
    }
    if first || tail.wants_checkpoint() {
        draft.data(Kind::Checkpoint, &replica.vault.checkpoint(), env.rng)?;
    }
    let mut intents = 0;
    for intent in &membership.outbox.intents {
        if due.is_some() && intents == 0 {
            // The removal just drafted may have closed what the intent is about; the next round looks again.
            break;
        }
        match intent {
            Intent::ProposeRemoval(member) => draft.propose(Action::Remove(*member))?,
            Intent::Confirm(hash) => draft.control(&Control::Confirmed(*hash))?,
            Intent::Cancel(hash) => draft.control(&Control::Cancelled(*hash))?,
            Intent::Leave => draft.remove_member(device, None, env.rng)?,
        };
        intents += 1;
    }
    if draft.is_empty() && env.now >= membership.last_written.saturating_add(HEARTBEAT_MS) {
        draft.control(&Control::Heartbeat)?;
    }
    if draft.is_empty() {
        return Ok(None);
    }
    let drafted = draft.finish();
    Ok(Some(Attempt { expected: drafted.expected, frames: drafted.frames(), covers, intents }))
}

/// A proposal that counts and that this chain still has. One at a time: each starts an epoch and may close others.
fn due(chain: &Chain, ripe: &[Hash]) -> Option<(Hash, Action)> {
    let mut open = chain.proposals().filter(|(hash, _)| !chain.devices_suspended() && ripe.contains(hash));
    open.next().map(|(hash, proposal)| (*hash, proposal.action))
}

/// Intents about members and proposals that are gone: somebody else was faster, and nothing is left to say.
fn drop_overtaken(replica: &mut Replica) -> Result<(), SyncError> {
    let membership = membership(replica)?;
    let chain = &membership.chain;
    let open = |hash: &Hash| chain.proposals().any(|(open, _)| open == hash);
    membership.outbox.intents.retain(|intent| match intent {
        Intent::ProposeRemoval(member) => chain.member(*member).is_some(),
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
