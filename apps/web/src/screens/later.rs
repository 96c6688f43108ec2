//! The screens that the first code does not wait for: a part of the program that is fetched when the first of them is opened.
//! `cargo xtask web` cuts the module at the mark below; what only these screens call travels with them.

use std::cell::Cell;

use leptos::prelude::*;
use leptos::task::spawn_local;
use regain_screen::message::Trouble;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::{
    account, add, backup, borrowed, devices, exposed, history, kit, list, lock, recovery, settings, trash,
};
use crate::app::w;
use crate::parts;
use crate::route::Route;

/// Draws one of them.
type Draw = fn(&Route) -> AnyView;

thread_local! {
    static FETCHED: Cell<Option<Draw>> = const { Cell::new(None) };
}

/// One of them, at once where they are here already.
pub fn at(route: Route) -> AnyView {
    if let Some(draw) = FETCHED.get() {
        return draw(&route);
    }
    let state = RwSignal::new(State::Fetching);
    let ask = move || {
        state.set(State::Fetching);
        spawn_local(async move {
            let new = match fetch().await {
                Ok(draw) => {
                    FETCHED.set(Some(draw));
                    State::Here
                }
                Err(Missing(error)) => State::Missing(Trouble::new("part-missing", error.to_string())),
            };
            // The screen may be gone meanwhile.
            state.try_set(new);
        });
    };
    ask();
    (move || match (state.get(), FETCHED.get()) {
        (_, Some(draw)) => draw(&route),
        (State::Missing(trouble), None) => {
            let again =
                view! { <button type="button" class="button" on:click=move |_| ask()>{w().retry()}</button> };
            parts::plain_page(w().app_name(), view! { {parts::trouble(&trouble)} {again} }.into_any())
        }
        _ => parts::loading(),
    })
    .into_any()
}

#[derive(Clone, PartialEq)]
enum State {
    Fetching,
    Here,
    Missing(Trouble),
}

/// The part could not be fetched.
struct Missing(SplitLoaderError);

impl From<SplitLoaderError> for Missing {
    fn from(error: SplitLoaderError) -> Self {
        Self(error)
    }
}

#[wasm_split(later, fallible)]
fn fetch() -> Result<Draw, Missing> {
    Ok(draw)
}

fn draw(route: &Route) -> AnyView {
    match route {
        Route::List | Route::Add | Route::AddShared | Route::Import => list::home(),
        Route::Account(id) => account::account(id),
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
