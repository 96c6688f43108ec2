//! Screens that the first code does not wait for: parts of the program that are fetched when the first of their screens is opened.
//! `cargo xtask web` cuts the module at the marks below; what only the screens of a part call travels with them.
#![expect(clippy::unnecessary_wraps, reason = "the macro adds the failure: a part that can't be fetched")]

use std::cell::Cell;
use std::pin::Pin;
use std::thread::LocalKey;

use leptos::prelude::*;
use leptos::task::spawn_local;
use regain_screen::message::Trouble;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::{
    account, add, backup, borrowed, devices, exposed, history, kit, list, lock, portal, recovery, settings,
    trash,
};
use crate::app::w;
use crate::route::{Route, go};
use crate::{browser, parts};

/// Draws a screen of a part.
type Draw = fn(&Route) -> AnyView;

/// A part on its way.
type Fetching = Pin<Box<dyn Future<Output = Result<Draw, Missing>>>>;

/// A part, and what draws its screens once it is here.
pub struct Part {
    here: Cell<Option<Draw>>,
    fetch: fn() -> Fetching,
}

thread_local! {
    /// Adding accounts, with the camera.
    pub static ADDING: Part = Part { here: Cell::new(None), fetch: || Box::pin(fetch_adding()) };
    /// Organisations' accounts.
    pub static PORTAL: Part = Part { here: Cell::new(None), fetch: || Box::pin(fetch_portal()) };
    /// Everything else.
    pub static LATER: Part = Part { here: Cell::new(None), fetch: || Box::pin(fetch_later()) };
}

/// One of its screens, at once where the part is here already.
pub fn show(part: &'static LocalKey<Part>, route: &Route) -> AnyView {
    let here = move || part.with(|part| part.here.get());
    if let Some(draw) = here() {
        return draw(route);
    }
    let (route, missing) = (route.clone(), RwSignal::new(None));
    let fetch = move || {
        missing.set(None);
        spawn_local(async move {
            let trouble = get(part).await.err();
            // The screen may be gone meanwhile. If not, the focus had no heading yet to go to.
            if missing.try_set(trouble).is_none() {
                browser::focus_soon("h1");
            }
        });
    };
    fetch();
    (move || match (missing.get(), here()) {
        (_, Some(draw)) => draw(&route),
        (None, None) => parts::loading(),
        (Some(trouble), None) => {
            let press = move |_| fetch();
            let body = view! {
                {parts::trouble(&trouble)}
                <div class="buttons"><button type="button" class="button primary" on:click=press>{w().retry()}</button></div>
            };
            parts::page(w().app_name(), &Route::List, body)
        }
    })
    .into_any()
}

/// One that lies over another screen: nothing is seen of it before it is here, and the screen below stays where it does not come.
pub fn over(part: &'static LocalKey<Part>, route: &Route) -> AnyView {
    let here = move || part.with(|part| part.here.get());
    let (route, came) = (route.clone(), RwSignal::new(here().is_some()));
    if !came.get_untracked() {
        spawn_local(async move {
            match get(part).await {
                Ok(()) => drop(came.try_set(true)),
                Err(trouble) => {
                    parts::say(w().trouble(&trouble).what);
                    go(&Route::List);
                }
            }
        });
    }
    (move || came.get().then(here).flatten().map(|draw| draw(&route))).into_any()
}

async fn get(part: &'static LocalKey<Part>) -> Result<(), Trouble> {
    match part.with(|part| (part.fetch)()).await {
        Ok(draw) => {
            part.with(|part| part.here.set(Some(draw)));
            Ok(())
        }
        Err(Missing(error)) => Err(Trouble::new("part-missing", error.to_string())),
    }
}

/// The part could not be fetched.
struct Missing(SplitLoaderError);

impl From<SplitLoaderError> for Missing {
    fn from(error: SplitLoaderError) -> Self {
        Self(error)
    }
}

#[wasm_split(adding, fallible)]
fn fetch_adding() -> Result<Draw, Missing> {
    Ok(|route| match route {
        Route::AddShared => add::add(add::Start::Shared),
        Route::Import => add::add(add::Start::Import),
        Route::AddManual => add::manual(),
        _ => add::add(add::Start::Ask),
    })
}

#[wasm_split(portal, fallible)]
fn fetch_portal() -> Result<Draw, Missing> {
    Ok(|route| if *route == Route::Requests { portal::sheet() } else { portal::enrol() })
}

#[wasm_split(later, fallible)]
fn fetch_later() -> Result<Draw, Missing> {
    Ok(|route| match route {
        Route::List
        | Route::Add
        | Route::AddShared
        | Route::AddManual
        | Route::Import
        | Route::Enrol
        | Route::Requests => list::home(),
        Route::Account(id) => account::account(id),
        Route::Settings => settings::settings(),
        Route::Backup => backup::backup(),
        Route::BackupOn => backup::on(),
        Route::Details => backup::details(),
        Route::RecoveryAccount => backup::recovery_account(),
        Route::Verify => backup::verify(),
        Route::ChangePassphrase => backup::change_passphrase(),
        Route::ReplaceKit => kit::replace(),
        Route::DeleteBackup => backup::delete(),
        Route::Recover => recovery::recover(),
        Route::Borrow => borrowed::borrowed(),
        Route::Devices => devices::devices(),
        Route::RemoveDevice(id) => devices::remove(id.clone()),
        Route::Exposed => exposed::exposed(),
        Route::Bound(id) => devices::bound(id.clone()),
        Route::Removed => devices::removed(),
        Route::Trash => trash::trash(),
        Route::History => history::history(),
        Route::Appearance => settings::appearance(),
        Route::Language => settings::language(),
        Route::Lock => lock::settings(),
        Route::Export => settings::export(),
        Route::About => settings::about(),
    })
}
