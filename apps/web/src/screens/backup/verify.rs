//! A way back in, tried for real: the backup is opened as on a new device and compared.

use leptos::prelude::*;
use regain_screen::message::{Answer, Command, ReadBack};
use regain_screen::view::KitState;

use super::account::off;
use super::form::{form, missing};
use crate::act::Act;
use crate::app::{backup, w};
use crate::browser;
use crate::parts::{self, WayInForm};
use crate::route::Route;
use crate::screens::kit;

/// "Try the ways back in".
pub fn verify() -> AnyView {
    let found = RwSignal::new(None::<ReadBack>);
    let is_on = Memo::new(|_| backup().is_some());
    let content = move || match (is_on.get(), found.get()) {
        (false, _) => off(),
        (true, None) => questions(found),
        (true, Some(read_back)) => works(found, read_back),
    };
    parts::page(w().way_verify(), &Route::RecoveryAccount, content)
}

fn questions(found: RwSignal<Option<ReadBack>>) -> AnyView {
    let act = Act::new();
    // What is untried comes first.
    let (is_untried, kit_first) = untrack(backup).map_or((false, false), |backup| {
        let is_untried = backup.kit == KitState::Unverified;
        (is_untried, is_untried && backup.passphrase_verified)
    });
    let way_in = WayInForm::new(kit_first);
    let submit = move || {
        let Some(way) = way_in.value() else {
            missing(act);
            return;
        };
        act.run(Command::Verify(way), move |answer| {
            if let Answer::ReadBack(read_back) = answer {
                way_in.wipe();
                found.set(Some(read_back));
                browser::focus_soon("h2");
            }
        });
    };
    view! {
        <p class="lead">{w().way_verify_intro()}</p>
        {form(act, w().way_verify_go(), false, parts::way_in(way_in, false), submit)}
        {is_untried.then(kit::missing_row)}
    }
    .into_any()
}

fn works(found: RwSignal<Option<ReadBack>>, read_back: ReadBack) -> AnyView {
    let left = untrack(backup).is_some_and(|backup| !backup.is_protected);
    let more = left.then(|| {
        view! { <button type="button" class="button" on:click=move |_| found.set(None)>{w().way_verify_other()}</button> }
    });
    view! {
        <h2 tabindex="-1">{w().way_verified()}</h2>
        {count_line(read_back)}
        <div class="buttons">
            {more}
            <a class="button primary" href=Route::RecoveryAccount.href()>{w().done()}</a>
        </div>
    }
    .into_any()
}

/// "n of n accounts", loud where it is less.
pub fn count_line(read_back: ReadBack) -> AnyView {
    let ReadBack { accounts, backed_up } = read_back;
    let done = backed_up.to_string();
    if backed_up < accounts {
        parts::notice(w().backup_incomplete(&done, accounts), true)
    } else {
        view! { <p>{w().backup_made_of(&done, accounts)}</p> }.into_any()
    }
}
