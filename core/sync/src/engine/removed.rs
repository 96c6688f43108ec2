//! This device was removed: believed only with the signed entry, and even then what was never uploaded stays.

use regain_log::{Entry, Timing, frame};
use regain_vault::Vault;

use super::membership;
use crate::follow::Gone;
use crate::replica::{Intent, Replica};
use crate::{Checks, Request, Response, SyncError};

/// Verifies the proof in a `member-removed` problem against this device's own chain.
///
/// The proof is the run of control entries up to the removal; those this device knows are passed over, the rest is chained
/// to them by control hashes.
pub(super) fn prove(replica: &mut Replica, response: &Response, checks: &Checks) -> Result<Gone, SyncError> {
    if !checks.removal_proof {
        return Ok(Gone::ByOthers);
    }
    let device = replica.device;
    let mut chain = membership(replica)?.chain.clone();
    let known = chain.control().number;
    for entry in proof(response).iter().filter(|entry| entry.header().number > known) {
        let control =
            chain.follow_control(entry, Timing::Client).map_err(|_| SyncError::RemovedWithoutProof)?;
        if let Some(gone) = control.and_then(|control| Gone::of(device, entry.header().author, &control)) {
            return Ok(gone);
        }
    }
    Err(SyncError::RemovedWithoutProof)
}

/// Framed, or a single entry as it is stored; nothing where it is neither.
fn proof(response: &Response) -> Vec<Entry> {
    let bytes = response.problem().and_then(|problem| problem.entry).unwrap_or_default().0;
    let single = || Entry::decode(&bytes).map(|entry| vec![entry]).unwrap_or_default();
    frame::read_all(&bytes).unwrap_or_else(|_| single())
}

/// This device is no member any more, and has seen the proof.
pub(super) fn take(replica: &mut Replica, gone: Gone) -> Result<Option<Request>, SyncError> {
    match gone {
        Gone::ByItself => {
            // It keeps what it has and is nobody's member. Nothing is left to send.
            replica.membership = None;
            Ok(None)
        }
        Gone::ByOthers => {
            drop_synced(replica);
            Err(SyncError::Removed)
        }
    }
}

/// Drops synced accounts and the membership; edits that were never uploaded wait for the person's decision.
fn drop_synced(replica: &mut Replica) {
    let Some(mut membership) = replica.membership.take() else { return };
    if membership.outbox.intents.contains(&Intent::Leave) {
        // The removal it asked for itself, whose answer was lost on the way: a device that leaves keeps what it has.
        return;
    }
    replica.left_behind.extend(membership.outbox.drain());
    replica.vault = Vault::new();
    // The accounts they belonged to are gone, and a lost device shall approve nothing.
    replica.holdings.clear();
    replica.removed_from = Some(membership.account.to_string());
}
