//! "Begin recovery": what is there is shown first; nothing changes before the answer.

use std::rc::Rc;

use rand_core::OsRng;
use regain_protocol::AccountName;
use regain_screen::message::{Answer, Progress, Trouble, WayIn};
use regain_screen::view::{PreviewView, SummaryView};
use regain_sync::SyncError;
use regain_sync::flow::MAX_RACES;
use regain_sync::flow::join::{self, JoinEnd};
use regain_sync::flow::unlock::Opened;
use regain_vault::{account, bound};

use super::backup::store_name;
use super::devices::name_of;
use crate::app::{App, Place, env};
use crate::way_in::{self, Damaged, Secret};
use crate::{net, origin, platform, store, sync};

/// A backup that was opened by a way in.
pub struct Opening {
    /// The service.
    pub service: String,
    /// The recovery account.
    pub account: AccountName,
    /// What was read.
    pub opened: Opened,
}

/// Opens a backup and says what it holds.
pub async fn open(
    app: &App,
    service: &str,
    account: &str,
    way_in: &WayIn,
    tell: impl Fn(Progress),
) -> Result<Answer, Trouble> {
    let _alone = app.line.lock().await;
    require_free(app)?;
    let opening = access(app, service, account, way_in, Damaged::Refuse, &tell).await?;
    let summary = join::summary(&opening.opened, platform::now());
    let merge = app.read(|replica| {
        let live = account::count(&replica.vault) + bound::list(&replica.vault).len();
        (live > 0).then(|| {
            let preview = join::merge_preview(&opening.opened, replica);
            PreviewView::of_merge(&preview, &opening.opened.restored.vault)
        })
    });
    let view = SummaryView::of(&summary, opening.account.as_str(), &opening.service, merge.unwrap_or(None));
    app.recovery.replace(Some(opening));
    Ok(Answer::Summary(view))
}

/// Reads a backup by service, account and secret; a kit's QR code knows the first two itself.
pub async fn access(
    app: &App,
    service: &str,
    account: &str,
    way_in: &WayIn,
    damaged: Damaged,
    tell: &impl Fn(Progress),
) -> Result<Opening, Trouble> {
    let secret = way_in::read(way_in)?;
    let (service, account) = match &secret {
        Secret::Card(card) if account.trim().is_empty() => (card.service.as_str(), card.name.as_str()),
        _ => (service, account),
    };
    let service = origin::parse(service)?;
    tell(Progress::Contact);
    net::contact(app, &service).await?;
    // A name that can't be one is answered like one that is not known: the service would say no more.
    let account: AccountName = account.trim().parse().map_err(|_| Trouble::from(SyncError::WrongSecret))?;
    let access = way_in::access(&service, &account, &secret, tell).await?;
    tell(Progress::Download);
    let opened = way_in::open(&service, access, damaged).await?;
    Ok(Opening { service, account, opened })
}

/// A device that belongs to a backup leaves it first; one that is locked is opened first.
fn require_free(app: &App) -> Result<(), Trouble> {
    match &*app.place.borrow() {
        Place::Open(session) => match &session.replica.membership {
            Some(membership) => {
                let name = membership.account.to_string();
                Err(Trouble {
                    names: vec![name],
                    ..Trouble::new("has-backup", "this device belongs to a backup")
                })
            }
            None => Ok(()),
        },
        Place::Fresh | Place::Damaged(..) => Ok(()),
        Place::Locked(_) | Place::Starting => Err(crate::app::locked()),
    }
}

/// "Restore" or "Merge": this device becomes a member.
pub async fn take(app: &Rc<App>, device_name: &str, tell: impl Fn(Progress)) -> Result<(), Trouble> {
    let device_name = name_of(device_name)?;
    let _alone = app.line.lock().await;
    require_free(app)?;
    let Some(Opening { service, account, opened }) = app.recovery.replace(None) else {
        return Err(Trouble::new("gone", "no backup was opened"));
    };
    tell(Progress::Store);
    match become_member(app, &service, opened, device_name).await {
        Ok(opened) => {
            // The slot has seen today's head: a later restore by it refuses anything older. Without it nothing is lost.
            let (_, request) = opened.refresh_checkpoint(&mut OsRng);
            let _ = net::send(&service, &request).await;
            // It is a member and holds everything; what fails now is tried again.
            let _ = sync::on_line(app, false).await;
            Ok(())
        }
        Err((trouble, opened)) => {
            if let Some(opened) = opened {
                // It can be tried again without typing everything anew.
                app.recovery.replace(Some(Opening { service, account, opened }));
            }
            Err(trouble)
        }
    }
}

/// A store to restore to. One that can't be used is put aside only now that the service has agreed, and is kept.
async fn require_store(app: &App) -> Result<(), Trouble> {
    if matches!(*app.place.borrow(), Place::Damaged(..)) {
        platform::set_aside().await?;
        app.place.replace(Place::Fresh);
    }
    store::require(app).await
}

async fn become_member(
    app: &App,
    service: &str,
    mut opened: Opened,
    name: &str,
) -> Result<Opened, (Trouble, Option<Opened>)> {
    for _ in 0..MAX_RACES {
        let start = join::start(&opened, name, &store_name(), &mut env(&mut OsRng));
        let (joining, request) = match start {
            Ok(start) => start,
            Err(error) => return Err((error.into(), Some(opened))),
        };
        let answer = match net::send(service, &request).await {
            Ok(answer) => answer,
            Err(trouble) => return Err((trouble, Some(opened))),
        };
        if let Err(trouble) = require_store(app).await {
            return Err((trouble, Some(opened)));
        }
        let end = store::change(app, |replica| {
            name.clone_into(&mut replica.device_name);
            Ok(joining.answer(&answer, &opened, service, replica, &mut env(&mut OsRng))?)
        })
        .await;
        match end {
            Ok(JoinEnd::Done) => return Ok(opened),
            Ok(JoinEnd::Again) => {
                opened = match way_in::open(service, opened.access, Damaged::Refuse).await {
                    Ok(opened) => opened,
                    Err(trouble) => return Err((trouble, None)),
                };
            }
            Err(trouble) => return Err((trouble, Some(opened))),
        }
    }
    Err((SyncError::Contended.into(), Some(opened)))
}
