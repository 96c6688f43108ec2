//! A question in the device's session.

use regain_sync::{Replica, Request, Response, SyncError};

use super::{Patience, client_of, sync};
use crate::Context;
use crate::error::Result;
use crate::store::Unlocked;

/// Syncs, so that the session is alive and the chain at its head, then asks.
pub fn in_session(
    context: &Context,
    store: &Unlocked,
    question: impl FnOnce(&Replica) -> Result<Request, SyncError>,
) -> Result<Response> {
    let report = sync::now(context, store, Patience::USUAL, false)?;
    sync::say_events(context, store, &report);
    let (client, request) = {
        let replica = store.read()?;
        (client_of(context, &replica, Patience::USUAL)?, question(&replica)?)
    };
    Ok(client.send(&request)?)
}
