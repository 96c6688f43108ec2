//! What is fetched when it is first needed: codes are shown without it. `cargo xtask web` cuts the module at these marks; what only a
//! part calls travels with the part.
#![expect(clippy::unnecessary_wraps, reason = "the macro adds the failure: a part that can't be fetched")]

use std::pin::Pin;
use std::rc::Rc;

use regain_screen::message::portal::Packed;
use regain_screen::message::{Answer, Command, Progress, Trouble};
use regain_sync::flow::status;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::app::{App, Spell};
use crate::{command, portal, store, sync};

/// Something a part does, under way.
pub type Doing<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Does what a person asked for, and tells what takes a moment.
pub type Run = for<'a> fn(&'a Rc<App>, Command, &'a dyn Fn(Progress)) -> Doing<'a, Answered>;

/// What came of it.
pub type Answered = Result<Answer, Trouble>;

/// Everything about the backup, and what is asked for seldom.
#[derive(Clone, Copy)]
pub struct Rest {
    /// Does what a person asked for.
    pub run: Run,
    /// Syncs; what fails stands on the screen as the line's state.
    pub sync: for<'a> fn(&'a Rc<App>) -> Doing<'a, ()>,
    /// One round of staying in touch. Whether the line was there.
    pub round: for<'a> fn(&'a Rc<App>) -> Doing<'a, bool>,
    /// Spells the backup's fingerprint.
    pub spell: Spell,
}

/// Opens the store with a passphrase: key stretching, and the tables that say which spellings of a letter are one.
pub type Unlock = for<'a> fn(&'a App, &'a str) -> Doing<'a, Result<(), Trouble>>;

/// Accounts of organisations, for whoever has one.
#[derive(Clone, Copy)]
pub struct Portal {
    /// Does what a person asked for.
    pub run: for<'a> fn(&'a Rc<App>, Packed) -> Doing<'a, Answered>,
    /// Watches what waits, while somebody looks.
    pub watch: fn(&Rc<App>),
}

/// What a lock by passphrase takes.
pub async fn unlock() -> Result<Unlock, Trouble> {
    fetch_unlock().await.map_err(|Missing(error)| missing(&error))
}

/// The rest of the engine.
pub async fn rest(app: &App) -> Result<Rest, Trouble> {
    let rest = fetch_rest().await.map_err(|Missing(error)| missing(&error))?;
    if app.spell.replace(Some(rest.spell)).is_none() {
        app.tell_state();
    }
    Ok(rest)
}

/// What speaks to organisations' portals.
pub async fn portal() -> Result<Portal, Trouble> {
    fetch_portal().await.map_err(|Missing(error)| missing(&error))
}

/// A part could not be fetched.
struct Missing(SplitLoaderError);

impl From<SplitLoaderError> for Missing {
    fn from(error: SplitLoaderError) -> Self {
        Self(error)
    }
}

#[wasm_split(unlock, fallible)]
fn fetch_unlock() -> Result<Unlock, Missing> {
    Ok(|app, typed| Box::pin(store::unlock(app, typed)))
}

#[wasm_split(rest, fallible)]
fn fetch_rest() -> Result<Rest, Missing> {
    Ok(Rest {
        run: |app, command, tell| Box::pin(command::rest(app, command, tell)),
        sync: |app| {
            Box::pin(async move {
                let _ = sync::now(app, false).await;
            })
        },
        round: |app| Box::pin(sync::round(app)),
        spell: status::words,
    })
}

#[wasm_split(portal, fallible)]
fn fetch_portal() -> Result<Portal, Missing> {
    Ok(Portal {
        run: |app, asked| Box::pin(async move { portal::run(app, &asked).await }),
        watch: portal::watch,
    })
}

fn missing(error: &SplitLoaderError) -> Trouble {
    Trouble::new("part-missing", error.to_string())
}
