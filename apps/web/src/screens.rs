//! The screens, and which one is shown.

mod account;
mod add;
mod backup;
mod borrowed;
mod damaged;
mod devices;
mod exposed;
mod first;
mod history;
mod kit;
mod list;
mod lock;
mod recovery;
mod settings;
mod trash;

use leptos::prelude::*;
use regain_screen::message::Trouble;
use regain_screen::view::{LockView, PreviousView};
use wasm_bindgen::JsCast as _;

use crate::app::app;
use crate::engine::Place;
use crate::route::{Route, go};
use crate::{browser, parts};

#[derive(Clone, PartialEq)]
enum Shown {
    Starting,
    Lock(LockView),
    Damaged(Trouble, Option<PreviousView>),
    At(Route),
}

/// Everything on the page.
pub fn root() -> AnyView {
    keys();
    let shown = Memo::new(move |_| {
        let route = app().route.get();
        match app().engine.place.get() {
            Place::Starting => Shown::Starting,
            Place::Locked(_) if route == Route::Borrow => Shown::At(route),
            Place::Locked(lock) => Shown::Lock(lock),
            Place::Damaged(..) if matches!(route, Route::Borrow | Route::Recover) => Shown::At(route),
            Place::Damaged(trouble, previous) => Shown::Damaged(trouble, previous),
            Place::Fresh | Place::Open => Shown::At(route),
        }
    });
    let screen = move || {
        app().prefs.language.track();
        match shown.get() {
            Shown::Starting => view! { <main id="main" aria-busy="true"><div class="shell-rows"><i></i><i></i><i></i></div></main> }.into_any(),
            Shown::Lock(lock) => lock::locked(lock),
            Shown::Damaged(trouble, previous) => damaged::damaged(&trouble, previous),
            Shown::At(route) => at(&route),
        }
    };
    view! { <div class="page">{screen}</div> {parts::snackbar()} }.into_any()
}

fn at(route: &Route) -> AnyView {
    match route {
        Route::List => list::home(),
        Route::Account(id) => account::account(id),
        Route::Add => add::add(add::Start::Ask),
        Route::AddShared => add::add(add::Start::Shared),
        Route::Import => add::add(add::Start::Import),
        Route::AddManual => add::manual(),
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
    }
}

/// `/` searches, `n` adds, Escape goes back: while nothing is typed and no question is asked.
fn keys() {
    browser::on(&browser::window(), "keydown", |event| {
        let Ok(event) = event.dyn_into::<web_sys::KeyboardEvent>() else { return };
        let active = browser::document().active_element().map(|element| element.tag_name());
        let typing = matches!(active.as_deref(), Some("INPUT" | "TEXTAREA" | "SELECT" | "DIALOG"));
        let asked = browser::document().query_selector("dialog[open]").ok().flatten().is_some();
        if asked || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "Escape" if !typing && app().route.get_untracked() != Route::List => {
                if let Ok(history) = browser::window().history() {
                    let _ = history.back();
                }
            }
            "/" if !typing && app().route.get_untracked() == Route::List => {
                event.prevent_default();
                browser::focus_soon("#search");
            }
            "n" if !typing && app().route.get_untracked() == Route::List => {
                event.prevent_default();
                go(&Route::Add);
            }
            _ => {}
        }
    });
}
