//! Answers to what a device alone asked for.

use regain_log::{Control, Hash};
use regain_screen::message::Trouble;
use regain_sync::draft::Draft;
use regain_sync::replica::Intent;
use regain_sync::{Replica, SyncError};

use crate::app::App;
use crate::{platform, store, sync};

/// Agrees, or refuses.
pub async fn answer(app: &App, id: &str, agree: bool) -> Result<(), Trouble> {
    let hash: Hash = id.parse().map_err(|_| Trouble::from(SyncError::Gone("the proposal")))?;
    let _alone = app.line.lock().await;
    sync::on_line(app, false).await?;
    app.read(|replica| require_allowed(replica, hash, agree))??;
    let intent = if agree { Intent::Confirm(hash) } else { Intent::Cancel(hash) };
    store::change(app, |replica| {
        let membership = replica.membership.as_mut().ok_or(SyncError::NoBackup)?;
        if !membership.outbox.intents.contains(&intent) {
            membership.outbox.intents.push(intent);
        }
        Ok(())
    })
    .await?;
    let report = sync::on_line(app, false).await?;
    if report.unsaid.contains(&intent) {
        return Err(Trouble::new("not-allowed", "the proposal changed meanwhile"));
    }
    Ok(())
}

/// What the log would refuse must not wait in the outbox: it would stop every later sync.
fn require_allowed(replica: &Replica, hash: Hash, agree: bool) -> Result<(), Trouble> {
    let membership = replica.membership.as_ref().ok_or(SyncError::NoBackup)?;
    if !membership.chain.proposals().any(|(open, _)| *open == hash) {
        return Err(SyncError::Gone("the proposal").into());
    }
    let control = if agree { Control::Confirmed(hash) } else { Control::Cancelled(hash) };
    let opener = membership.opener(replica.device);
    let mut draft = Draft::new(&membership.chain, &membership.keys, opener, platform::now());
    draft.control(&control).map(drop).map_err(|error| Trouble::new("not-allowed", error.to_string()))
}
