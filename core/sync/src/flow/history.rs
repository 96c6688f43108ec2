//! Earlier states, while the service keeps their bodies.

use regain_protocol::{RestorableState, RestorableStates, path};
use regain_vault::Vault;

use crate::replica::Replica;
use crate::{Checks, Request, Response, SyncError, restore};

fn in_session(replica: &Replica, path: &str, query: &str) -> Result<Request, SyncError> {
    let membership = replica.membership.as_ref().ok_or(SyncError::NoBackup)?;
    let request = Request::get(format!("{}{query}", path::of_backup(path, membership.backup())));
    Ok(membership.in_session(request))
}

/// Asks which states can be restored.
pub fn list(replica: &Replica) -> Result<Request, SyncError> {
    in_session(replica, path::STATES, "")
}

/// Reads them, newest first.
pub fn listed(response: &Response) -> Result<Vec<RestorableState>, SyncError> {
    response.json::<RestorableStates>().map(|states| states.states)
}

/// The newest state at or before a time (ms since the Unix epoch).
pub fn newest_at(states: &[RestorableState], time: u64) -> Option<&RestorableState> {
    states.iter().filter(|state| state.time <= time).max_by_key(|state| state.number)
}

/// Asks for the state as of one entry.
pub fn state(replica: &Replica, number: u64) -> Result<Request, SyncError> {
    in_session(replica, path::RESTORE, &format!("?at={number}"))
}

/// Verifies and decrypts it with the keys this device holds.
pub fn opened(
    response: &Response,
    replica: &Replica,
    number: u64,
    checks: &Checks,
) -> Result<Vault, SyncError> {
    let membership = replica.membership.as_ref().ok_or(SyncError::NoBackup)?;
    let (entries, _) = response.entries()?;
    let earlier = restore::earlier(membership.chain.genesis(), &membership.keys, &entries, checks)?;
    if let Some(base) = earlier.unopened.iter().find(|one| one.is_base) {
        return Err(base.finding.clone().into());
    }
    let chain = earlier.chain;
    if chain.head().number == number {
        Ok(earlier.vault)
    } else {
        Err(crate::Finding::Incomplete { after: chain.head().number }.into())
    }
}
