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
mod part;
mod portal;
mod recovery;
mod settings;
mod trash;

use leptos::prelude::*;
use regain_screen::message::Trouble;
use regain_screen::view::{LockView, PreviousView};
use wasm_bindgen::JsCast as _;

use crate::app::{app, open};
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
            // The list stays as it is under what lies over it.
            Place::Fresh | Place::Open if route == Route::Requests => Shown::At(Route::List),
            Place::Fresh | Place::Open => Shown::At(route),
        }
    });
    let screen = move || {
        app().prefs.language.track();
        match shown.get() {
            Shown::Starting => parts::loading(),
            Shown::Lock(lock) => lock::locked(lock),
            Shown::Damaged(trouble, previous) => damaged::damaged(&trouble, previous),
            Shown::At(route) => at(&route),
        }
    };
    view! { <div class="page">{screen}</div> {over()} {parts::snackbar()} }.into_any()
}

/// A request that waits lies over the list, and comes by itself there; once for each.
fn over() -> AnyView {
    let waits = Memo::new(|_| open().map_or(0, |open| open.requests));
    Effect::new(move |seen: Option<u32>| {
        let waits = waits.get();
        if app().route.get() == Route::List && waits > 0 && seen != Some(waits) {
            go(&Route::Requests);
        } else if waits > 0 && app().route.get_untracked() != Route::Requests {
            return seen.unwrap_or_default();
        }
        waits
    });
    let is_shown =
        Memo::new(|_| app().route.get() == Route::Requests && app().engine.place.get() == Place::Open);
    (move || is_shown.get().then(|| part::over(&part::PORTAL, &Route::Requests))).into_any()
}

/// The list is here; the other screens are fetched when the first of them is opened.
fn at(route: &Route) -> AnyView {
    match route {
        Route::List => list::home(),
        Route::Add | Route::AddShared | Route::AddManual | Route::Import => part::show(&part::ADDING, route),
        Route::Enrol => part::show(&part::PORTAL, route),
        other => part::show(&part::LATER, other),
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
