//! Addresses that are told of changes. Mail never recovers anything.

use regain_protocol::{Alert, AlertAddress, Alerts, path};

use crate::replica::{Membership, Replica};
use crate::{Method, Request, Response, SyncError};

fn membership(replica: &Replica) -> Result<&Membership, SyncError> {
    replica.membership.as_ref().ok_or(SyncError::NoBackup)
}

/// Asks for the addresses.
pub fn list(replica: &Replica) -> Result<Request, SyncError> {
    let membership = membership(replica)?;
    Ok(membership.in_session(Request::get(path::of_backup(path::ALERTS, membership.backup()))))
}

/// Reads them.
pub fn listed(response: &Response) -> Result<Vec<Alert>, SyncError> {
    response.json::<Alerts>().map(|alerts| alerts.alerts)
}

/// Adds an address, which gets a mail with a link to confirm, or removes one.
pub fn change(replica: &Replica, address: &str, add: bool) -> Result<Request, SyncError> {
    let membership = membership(replica)?;
    let method = if add { Method::Post } else { Method::Delete };
    let path = path::of_backup(path::ALERTS, membership.backup());
    Ok(membership.in_session(Request::json(method, path, &AlertAddress { address: address.to_owned() })))
}
