//! The recovery kit: shown once, printed, and confirmed by two of its words.

mod check;
mod flow;
mod sheet;

pub use flow::{Flow, flow};

use leptos::prelude::*;
use regain_screen::message::{Answer, Command};

use self::flow::Stage;
use super::backup::form::{form, missing};
use super::backup::off;
use crate::act::Act;
use crate::app::{backup, w};
use crate::parts::{self, WayInForm};
use crate::route::{Route, go};

/// The kit that is on the screen.
pub fn shown(flow: Flow) -> AnyView {
    match flow.stage.get() {
        None => ().into_any(),
        Some(Stage::Sheet(shown)) => sheet::sheet(flow, &shown),
        Some(Stage::Check(shown)) => check::check(flow, shown),
        Some(Stage::Kept { is_new }) => kept(flow, is_new),
    }
}

fn kept(flow: Flow, is_new: bool) -> AnyView {
    let (title, text) = if is_new {
        (w().kit_replaced(), w().kit_replaced_text())
    } else {
        (w().kit_kept(), w().kit_kept_text())
    };
    let leave = move |_| {
        flow.stage.set(None);
        go(&Route::Details);
    };
    view! {
        <h2 tabindex="-1">{title}</h2>
        <p>{text}</p>
        <div class="buttons">
            <button type="button" class="button primary" on:click=leave>{w().backup_to_details()}</button>
        </div>
    }
    .into_any()
}

/// "Replace the recovery kit".
pub fn replace() -> AnyView {
    let flow = flow();
    let is_on = Memo::new(|_| backup().is_some());
    let is_proposed = RwSignal::new(false);
    let content = move || match (is_on.get(), flow.is_shown(), is_proposed.get()) {
        (false, ..) => off(),
        (true, true, _) => shown(flow),
        (true, false, true) => super::backup::proposed(),
        (true, false, false) => questions(flow, is_proposed),
    };
    parts::page(w().way_replace_kit(), &Route::RecoveryAccount, content)
}

fn questions(flow: Flow, is_proposed: RwSignal<bool>) -> AnyView {
    let act = Act::new();
    let way_in = WayInForm::new(true);
    let submit = move || {
        let Some(way) = way_in.value() else {
            missing(act);
            return;
        };
        act.run(Command::ReplaceKit(way), move |answer| {
            way_in.wipe();
            match answer {
                Answer::Kit(sheet) => flow.show(sheet, true),
                _ => is_proposed.set(true),
            }
        });
    };
    view! {
        <p class="lead">{w().kit_replace_intro()}</p>
        {form(act, w().kit_replace_go(), false, parts::way_in(way_in, true), submit)}
        <p class="hint">{w().kit_replace_lost()}</p>
    }
    .into_any()
}
