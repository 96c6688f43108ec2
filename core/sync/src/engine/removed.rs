//! This device was removed: believed only with the signed entry, and even then what was never uploaded stays.

use regain_log::{Timing, frame};
use regain_vault::Vault;

use super::membership;
use crate::replica::Replica;
use crate::{Checks, Request, Response, SyncError};

/// Verifies the proof in a `member-removed` problem against this device's own chain, then drops what was synced.
///
/// The proof is the run of control entries up to the removal; those this device knows are passed over, the rest is chained
/// to them by control hashes.
pub(super) fn believe(replica: &mut Replica, response: &Response, checks: &Checks) -> Result<(), SyncError> {
    let proof = response.problem().and_then(|problem| problem.entry).unwrap_or_default();
    let entries = frame::read_all(&proof.0).map_err(|_| SyncError::RemovedWithoutProof)?;
    let device = replica.device;
    let mut chain = membership(replica)?.chain.clone();
    let known = chain.control().number;
    for entry in entries.iter().filter(|entry| entry.header().number > known) {
        chain.follow_control(entry, Timing::Client).map_err(|_| SyncError::RemovedWithoutProof)?;
    }
    if chain.member(device).is_some() && checks.removal_proof {
        return Err(SyncError::RemovedWithoutProof);
    }
    drop_synced(replica);
    Ok(())
}

/// Drops synced accounts and the membership; edits that were never uploaded wait for the person's decision.
pub(super) fn drop_synced(replica: &mut Replica) {
    let Some(mut membership) = replica.membership.take() else { return };
    replica.left_behind.extend(membership.outbox.drain());
    replica.vault = Vault::new();
    replica.removed_from = Some(membership.account.to_string());
}

/// The device left by itself: it keeps what it has and is nobody's member any more. Nothing is left to send.
pub(super) fn left(replica: &mut Replica) -> Option<Request> {
    replica.membership = None;
    None
}
