//! What a person can ask for, one module for each subject.

pub mod accounts;
pub mod add;
pub mod backup;
pub mod devices;
pub mod export;
pub mod history;
pub mod kit;
pub mod proposals;
pub mod recover;
pub mod secret;

use std::rc::Rc;

use regain_screen::message::{Answer, Command, Progress, Trouble};
use regain_screen::view::LockView;
use regain_vault::RecordId;

use crate::app::{App, Place};
use crate::{platform, store, sync};

/// Does one thing. `tell` says what takes a moment.
pub async fn run(app: &Rc<App>, command: Command, tell: impl Fn(Progress)) -> Result<Answer, Trouble> {
    match command {
        // Which tab is looked at is decided where the tabs meet.
        Command::Visible(_) => Ok(Answer::Done),
        Command::Unlock(secret) => {
            tell(Progress::Stretch);
            // The words above are painted before this thread is busy.
            platform::sleep(0).await;
            opened(app, store::unlock(app, secret.expose()).await)
        }
        Command::UnlockByKey(key) => opened(app, store::unlock_by_key(app, &key).await),
        Command::Lock => {
            lock(app);
            Ok(Answer::Done)
        }
        Command::SetLock(new) => {
            store::require(app).await?;
            tell(Progress::Stretch);
            platform::sleep(0).await;
            store::relock(app, new).await.map(done)
        }
        Command::Read(texts) => add::read(app, &texts),
        Command::AddRead { texts, which } => add::read_ones(app, &texts, &which).await,
        Command::AddManual(manual) => add::by_hand(app, &manual).await,
        Command::Edit { id, issuer, label, note } => {
            accounts::edit(app, &id, issuer, label, note).await.map(done)
        }
        Command::Favourite { id, on } => accounts::favourite(app, &id, on).await.map(done),
        Command::Tags { id, tags } => accounts::tags(app, &id, &tags).await.map(done),
        Command::Place { id, after } => accounts::place(app, &id, after.as_deref()).await.map(done),
        Command::Advance(id) => accounts::advance(app, &id).await.map(done),
        Command::Remove(ids) => accounts::remove(app, &ids).await.map(done),
        Command::Restore(ids) => accounts::restore(app, &ids).await.map(done),
        Command::EmptyTrash(ids) => accounts::empty_trash(app, &ids).await.map(done),
        Command::ShowSecret(id) => secret::show(app, &id),
        Command::Suggest => Ok(backup::suggest()),
        Command::BackupOn { service, account, passphrase } => {
            backup::on(app, &service, &account, &passphrase, tell).await
        }
        Command::KitKept(words) => kit::kept(app, &words, tell).await,
        Command::KitGone => {
            app.kit.replace(None);
            Ok(Answer::Done)
        }
        Command::Verify(way_in) => backup::verify(app, &way_in, tell).await,
        Command::ReplaceKit(way_in) => kit::replace(app, way_in.as_ref(), tell).await,
        Command::ChangePassphrase { way_in, passphrase } => {
            backup::passphrase(app, way_in.as_ref(), &passphrase, tell).await
        }
        Command::Sync { consent } => {
            sync::now(app, consent).await?;
            sync::refresh_status(app).await;
            Ok(Answer::Done)
        }
        Command::BackupOff => backup::off(app).await.map(done),
        Command::DeleteBackup(way_in) => backup::delete(app, &way_in, tell).await.map(done),
        Command::Recover { service, account, way_in } => {
            recover::open(app, &service, &account, &way_in, tell).await
        }
        Command::RecoverTake { device_name } => recover::take(app, &device_name, tell).await.map(done),
        Command::RecoverCancel => {
            app.recovery.replace(None);
            Ok(Answer::Done)
        }
        Command::Borrow { service, account, way_in } => {
            devices::borrow(app, &service, &account, &way_in, tell).await
        }
        Command::RemoveDevice { id, lost, way_in } => {
            devices::remove(app, &id, lost, way_in.as_ref(), tell).await
        }
        Command::BorrowEnd => {
            app.borrowed.replace(None);
            Ok(Answer::Done)
        }
        Command::RenameDevice(name) => devices::rename(app, &name).await.map(done),
        Command::Confirm(id) => proposals::answer(app, &id, true).await.map(done),
        Command::Refuse(id) => proposals::answer(app, &id, false).await.map(done),
        Command::ExposureDone { account, done: ticked } => {
            devices::exposure_done(app, &account, ticked).await.map(done)
        }
        Command::SettleRemoval { keep } => devices::settle_removal(app, keep).await.map(done),
        Command::States => history::list(app).await,
        Command::PreviewState(number) => history::preview(app, number).await,
        Command::RestoreState(number) => history::restore(app, number).await.map(done),
        Command::Export(passphrase) => export::encrypted(app, passphrase.as_ref(), tell).await,
        Command::ExportPlain => export::plain(app),
        Command::UsePrevious => opened(app, store::use_previous(app).await),
        Command::Erase => erase(app).await.map(done),
    }
}

fn done((): ()) -> Answer {
    Answer::Done
}

fn opened(app: &Rc<App>, result: Result<(), Trouble>) -> Result<Answer, Trouble> {
    result?;
    app.tell_state();
    sync::soon(app);
    Ok(Answer::Done)
}

/// Locks: the key, the records and what was opened beside them leave the memory. An app that opens by itself stays open.
fn lock(app: &App) {
    let view = match &*app.place.borrow() {
        Place::Open(session) if session.view != LockView::Device => session.view.clone(),
        _ => return,
    };
    platform::hush();
    app.recovery.replace(None);
    app.borrowed.replace(None);
    app.kit.replace(None);
    app.status.replace(None);
    app.place.replace(Place::Locked(view));
    app.tell_state();
}

async fn erase(app: &App) -> Result<(), Trouble> {
    let _alone = app.line.lock().await;
    platform::hush();
    platform::erase().await?;
    app.place.replace(Place::Fresh);
    app.tell_state();
    Ok(())
}

/// An id a screen was given.
fn record_id(text: &str) -> Result<RecordId, Trouble> {
    RecordId::parse(text).map_err(|error| Trouble::new("gone", error.to_string()))
}
