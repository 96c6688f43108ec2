//! Answers to what a device alone asked for.

use regain_log::Hash;
use regain_screen::message::Trouble;
use regain_sync::replica::Intent;
use regain_sync::{SyncError, may_say};

use crate::app::App;
use crate::{platform, store, sync};

/// Agrees, or refuses.
pub async fn answer(app: &App, id: &str, agree: bool) -> Result<(), Trouble> {
    let hash: Hash = id.parse().map_err(|_| Trouble::from(SyncError::Gone("the proposal")))?;
    let intent = if agree { Intent::Confirm(hash) } else { Intent::Cancel(hash) };
    let _alone = app.line.lock().await;
    sync::on_line(app, false).await?;
    require_allowed(app, intent)?;
    store::change(app, |replica| {
        replica.membership.as_mut().ok_or(SyncError::NoBackup)?.outbox.intend(intent);
        Ok(())
    })
    .await?;
    let report = sync::on_line(app, false).await?;
    if report.unsaid.contains(&intent) {
        return Err(Trouble::new("not-allowed", "the proposal changed meanwhile"));
    }
    Ok(())
}

/// What the log would refuse is said before anything waits for it.
pub fn require_allowed(app: &App, intent: Intent) -> Result<(), Trouble> {
    if app.read(|replica| may_say(replica, intent, platform::now()))?? {
        return Ok(());
    }
    Err(Trouble::new("not-allowed", "the log does not let this device say that now"))
}
