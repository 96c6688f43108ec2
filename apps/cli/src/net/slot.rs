//! What a slot signs: sent, and made anew when another device was faster.

use regain_sync::flow::unlock::Opened;
use regain_sync::flow::{AppendEnd, Appending, MAX_RACES};
use regain_sync::{Request, SyncError};

use super::{Client, Damaged, way_in};
use crate::error::Result;

/// Sends what `make` drafts on the opened backup until it is durable. Answers the backup as it was read last, without the
/// entries just appended.
pub fn append(
    client: &Client,
    mut opened: Opened,
    damaged: Damaged,
    mut make: impl FnMut(&Opened) -> Result<(Appending, Request)>,
) -> Result<Opened> {
    for _ in 0..MAX_RACES {
        let (appending, request) = make(&opened)?;
        match appending.answer(&client.send(&request)?)? {
            AppendEnd::Done { .. } => return Ok(opened),
            AppendEnd::Again => opened = way_in::refresh(client, opened, damaged)?,
        }
    }
    Err(SyncError::Contended.into())
}
