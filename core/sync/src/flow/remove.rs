//! A device is removed: at once by a slot, from any device or from a borrowed machine.

use rand_core::{CryptoRng, RngCore};
use regain_log::{Kind, MemberId, MemberKind};
use regain_vault::{Author, Change, Clock, device, exposure};

use super::append::Appending;
use super::unlock::Opened;
use crate::replica::{Intent, Replica};
use crate::{Env, Request, SyncError};

/// Removes with the slot's key. "Lost" marks every account the device held as exposed; "retired" does not.
///
/// The marks travel in the same append, sealed in the new epoch: the removed device can't read them.
pub fn by_slot<R: RngCore + CryptoRng>(
    opened: &Opened,
    target: MemberId,
    lost: bool,
    env: &mut Env<'_, R>,
) -> Result<(Appending, Request), SyncError> {
    let member =
        opened.restored.chain.member(target).filter(|member| member.record.kind == MemberKind::Device);
    if member.is_none() {
        return Err(SyncError::Gone("the device"));
    }
    let mut vault = opened.restored.vault.duplicate();
    let mut clock = Clock::resume(Author(opened.access.slot().0), &vault, env.now);
    let change = marks(&mut vault, &mut clock, env.now, target, lost);
    let mut draft = opened.draft(env.now);
    draft.remove_member(target, None, env.rng)?;
    draft.data(Kind::Change, &change, env.rng)?;
    Ok(Appending::start(draft.finish(), opened.access.token()))
}

/// Asks for the removal from a device alone: it counts after another device's confirmation, or after 72 hours.
pub fn propose(replica: &mut Replica, target: MemberId, lost: bool, now: u64) -> Result<(), SyncError> {
    let own = replica.device;
    let membership = replica.membership.as_mut().ok_or(SyncError::NoBackup)?;
    if membership.chain.member(target).is_none_or(|member| member.record.kind != MemberKind::Device) {
        return Err(SyncError::Gone("the device"));
    }
    if target == own {
        membership.outbox.intend(Intent::Leave);
        return Ok(());
    }
    if membership.chain.devices_suspended() {
        return Err(SyncError::NotAtOnce(
            "a removal was cancelled by the device it was about, so only the passphrase or the recovery kit decides now",
        ));
    }
    membership.outbox.intend(Intent::ProposeRemoval(target));
    let change = device::removed(&mut replica.vault, &mut replica.clock, now, Author(target.0), lost);
    replica.enqueue(change);
    Ok(())
}

fn marks(
    vault: &mut regain_vault::Vault,
    clock: &mut Clock,
    now: u64,
    target: MemberId,
    lost: bool,
) -> Change {
    let mut change = device::removed(vault, clock, now, Author(target.0), lost);
    if lost {
        change.join(exposure::mark_all(vault, clock, now, Author(target.0)));
    }
    change
}
