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

mod rest;

pub use rest::rest;

use std::rc::Rc;

use regain_screen::message::{Answer, Command, Progress, Trouble};
use regain_screen::view::LockView;
use regain_vault::RecordId;

use crate::app::{App, Place};
use crate::{part, platform, store, sync};

/// Does one thing. `tell` says what takes a moment.
pub async fn run(app: &Rc<App>, command: Command, tell: &dyn Fn(Progress)) -> Result<Answer, Trouble> {
    match command {
        // Which tab is looked at is decided where the tabs meet.
        Command::Visible(_) => Ok(Answer::Done),
        Command::Unlock(secret) => {
            tell(Progress::Stretch);
            // The words above are painted before this thread is busy.
            platform::sleep(0).await;
            opened(app, (part::unlock().await?)(app, secret.expose()).await)
        }
        Command::UnlockByKey(key) => opened(app, store::unlock_by_key(app, &key).await),
        Command::Lock => {
            lock(app);
            Ok(Answer::Done)
        }
        Command::Read(texts) => add::read(app, &texts),
        Command::AddRead { texts, which } => add::read_ones(app, &texts, &which).await,
        Command::AddManual(manual) => add::by_hand(app, &manual).await,
        Command::Advance(id) => accounts::advance(app, &id).await.map(done),
        command => (part::rest(app).await?.run)(app, command, tell).await,
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
    app.status.replace(None);
    app.close(Place::Locked(view));
    app.tell_state();
}

/// An id a screen was given.
fn record_id(text: &str) -> Result<RecordId, Trouble> {
    RecordId::parse(text).map_err(|error| Trouble::new("gone", error.to_string()))
}
