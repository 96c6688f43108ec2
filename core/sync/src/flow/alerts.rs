//! Addresses that are told of changes. Mail never recovers anything.

use regain_protocol::{Alert, AlertAddress, Alerts, path};

use crate::replica::Replica;
use crate::{Method, Request, Response, SyncError};

fn path_and_token(replica: &Replica) -> Result<(String, Option<&str>), SyncError> {
    let membership = replica.membership.as_ref().ok_or(SyncError::NoBackup)?;
    let token = membership.token.as_ref().map(|token| token.as_str());
    Ok((path::of_backup(path::ALERTS, membership.backup()), token))
}

fn in_session(request: Request, token: Option<&str>) -> Request {
    match token {
        Some(token) => request.with_token(token),
        None => request,
    }
}

/// Asks for the addresses.
pub fn list(replica: &Replica) -> Result<Request, SyncError> {
    let (path, token) = path_and_token(replica)?;
    Ok(in_session(Request::get(path), token))
}

/// Reads them.
pub fn listed(response: &Response) -> Result<Vec<Alert>, SyncError> {
    response.json::<Alerts>().map(|alerts| alerts.alerts)
}

/// Adds an address, which gets a mail with a link to confirm, or removes one.
pub fn change(replica: &Replica, address: &str, add: bool) -> Result<Request, SyncError> {
    let (path, token) = path_and_token(replica)?;
    let method = if add { Method::Post } else { Method::Delete };
    Ok(in_session(Request::json(method, path, &AlertAddress { address: address.to_owned() }), token))
}
