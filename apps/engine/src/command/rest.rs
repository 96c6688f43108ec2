//! What codes do not wait for: the backup, and what is asked for seldom.

use std::rc::Rc;

use regain_screen::message::{Answer, Command, Progress, Trouble};

use super::{accounts, backup, devices, done, export, history, kit, opened, proposals, recover, secret};
use crate::app::{App, Place};
use crate::{part, platform, store, sync};

/// Does one of them. What the first part of the engine does itself never comes here.
pub async fn rest(app: &Rc<App>, command: Command, tell: &dyn Fn(Progress)) -> Result<Answer, Trouble> {
    match command {
        Command::SetLock(new) => {
            store::require(app).await?;
            tell(Progress::Stretch);
            platform::sleep(0).await;
            store::relock(app, new).await.map(done)
        }
        Command::Edit { id, issuer, label, note } => {
            accounts::edit(app, &id, issuer, label, note).await.map(done)
        }
        Command::Favourite { id, on } => accounts::favourite(app, &id, on).await.map(done),
        Command::Tags { id, tags } => accounts::tags(app, &id, &tags).await.map(done),
        Command::Place { id, after } => accounts::place(app, &id, after.as_deref()).await.map(done),
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
        Command::Portal(asked) => (part::portal().await?.run)(app, asked).await,
        Command::Erase => erase(app).await.map(done),
        Command::Visible(_)
        | Command::Unlock(_)
        | Command::UnlockByKey(_)
        | Command::Lock
        | Command::Read(_)
        | Command::AddRead { .. }
        | Command::AddManual(_)
        | Command::Advance(_) => Ok(Answer::Done),
    }
}

async fn erase(app: &App) -> Result<(), Trouble> {
    let _alone = app.line.lock().await;
    platform::erase().await?;
    app.close(Place::Fresh);
    app.tell_state();
    Ok(())
}
