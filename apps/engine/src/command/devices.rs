//! Devices: named, removed, and what a loss leaves to do.

use std::rc::Rc;

use rand_core::OsRng;
use regain_log::MemberId;
use regain_screen::message::{Answer, Progress, Trouble, WayIn};
use regain_screen::view;
use regain_sync::flow::remove;
use regain_sync::flow::unlock::Opened;
use regain_sync::replica::Intent;
use regain_sync::{Replica, SyncError};
use regain_vault::{device, exposure};

use super::proposals::require_allowed;
use super::recover::{self, Opening};
use super::{accounts, record_id};
use crate::app::{App, env};
use crate::way_in::{self, Damaged, Unsent};
use crate::{platform, store, sync};

use super::backup::account_of;

/// "I lost a device" on a borrowed one: opens a backup without joining it. Nothing is stored here.
pub async fn borrow(
    app: &App,
    service: &str,
    account: &str,
    way_in: &WayIn,
    tell: impl Fn(Progress),
) -> Result<Answer, Trouble> {
    let opening = recover::access(app, service, account, way_in, Damaged::LeaveOut, &tell).await?;
    let devices = view::borrowed(&opening.opened);
    app.borrowed.replace(Some(opening));
    Ok(Answer::Borrowed(devices))
}

/// Removes a device: at once with a way in or in a borrowed session, else it is asked for.
pub async fn remove(
    app: &Rc<App>,
    id: &str,
    lost: bool,
    way_in: Option<&WayIn>,
    tell: impl Fn(Progress),
) -> Result<Answer, Trouble> {
    let id: MemberId = id.parse().map_err(|_| Trouble::from(SyncError::Gone("the device")))?;
    if let Some(opening) = app.borrowed.replace(None) {
        tell(Progress::Upload);
        return remove_borrowed(app, opening, id, lost).await;
    }
    if app.read(|replica| replica.device == id)? {
        return Err(Trouble::new("this-device", "that is this device"));
    }
    let Some(way_in) = way_in else { return propose(app, id, lost).await };
    let _alone = app.line.lock().await;
    let secret = way_in::read(way_in)?;
    let (service, account) = account_of(app)?;
    let access = way_in::access(&service, &account, &secret, &tell).await?;
    tell(Progress::Download);
    let opened = way_in::open(&service, access, Damaged::LeaveOut).await?;
    tell(Progress::Upload);
    at_once(&service, opened, id, lost).await?;
    sync::on_line(app, false).await?;
    Ok(Answer::Done)
}

/// On a device that is none of them. Where the service can't be reached nothing has to be typed anew.
async fn remove_borrowed(app: &App, opening: Opening, id: MemberId, lost: bool) -> Result<Answer, Trouble> {
    let Opening { service, account, opened } = opening;
    let opened = match at_once(&service, opened, id, lost).await {
        Ok(opened) => way_in::open(&service, opened.access, Damaged::LeaveOut).await?,
        Err(Unsent { trouble, opened }) => {
            app.borrowed.replace(opened.map(|opened| Opening { service, account, opened }));
            return Err(trouble);
        }
    };
    let devices = view::borrowed(&opened);
    app.borrowed.replace(Some(Opening { service, account, opened }));
    Ok(Answer::Borrowed(devices))
}

async fn at_once(service: &str, opened: Opened, id: MemberId, lost: bool) -> Result<Opened, Unsent> {
    way_in::append(service, opened, Damaged::LeaveOut, |opened| {
        remove::by_slot(opened, id, lost, &mut env(&mut OsRng))
    })
    .await
}

/// From this device alone: counts after another device agreed, or 72 hours.
async fn propose(app: &App, id: MemberId, lost: bool) -> Result<Answer, Trouble> {
    let _alone = app.line.lock().await;
    sync::on_line(app, false).await?;
    require_allowed(app, Intent::ProposeRemoval(id))?;
    store::change(app, |replica| Ok(remove::propose(replica, id, lost, platform::now())?)).await?;
    sync::on_line(app, false).await?;
    Ok(Answer::Proposed)
}

/// Another name for this device.
pub async fn rename(app: &Rc<App>, name: &str) -> Result<(), Trouble> {
    let name = name_of(name)?.to_owned();
    store::require(app).await?;
    accounts::apply(app, |replica, now| {
        replica.device_name.clone_from(&name);
        let own = replica.author();
        device::rename(&mut replica.vault, &mut replica.clock, now, own, &name)
    })
    .await
}

/// A name that fits the list of devices.
pub fn name_of(typed: &str) -> Result<&str, Trouble> {
    const MOST: usize = 64;
    let name = typed.trim();
    if name.is_empty() || name.chars().count() > MOST || name.chars().any(char::is_control) {
        let why = format!("a device's name has 1 to {MOST} characters and no line breaks");
        return Err(Trouble::new("device-name", why));
    }
    Ok(name)
}

/// Ticks an exposed account off, or back on.
pub async fn exposure_done(app: &Rc<App>, account: &str, done: bool) -> Result<(), Trouble> {
    let account = record_id(account)?;
    accounts::apply(app, |replica, now| {
        Ok(exposure::tick(&mut replica.vault, &mut replica.clock, now, account, done))
    })
    .await
}

/// This device was removed, and its owner decides what becomes of the edits it had not uploaded. What makes no whole account here
/// stays left behind until the backup is joined again.
pub async fn settle_removal(app: &Rc<App>, keep: bool) -> Result<(), Trouble> {
    store::change(app, |replica| {
        if keep {
            take_over(replica);
        } else {
            replica.left_behind.clear();
        }
        if replica.left_behind.is_empty() {
            replica.removed_from = None;
        }
        Ok(())
    })
    .await?;
    store::persist(app, false).await?;
    sync::soon(app);
    Ok(())
}

fn take_over(replica: &mut Replica) {
    let (whole, rest) = replica.split_left_behind();
    replica.take_over(whole, platform::now());
    if !rest.is_empty() {
        replica.left_behind = vec![rest];
    }
}
