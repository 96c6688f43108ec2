//! The recovery kit: shown once, printed, and confirmed by two of its words.

mod check;
mod flow;
mod sheet;

pub use flow::{Flow, Makes, flow};

use leptos::prelude::*;
use regain_screen::message::{Answer, Command};
use regain_screen::view::KitState;

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
        Some(Stage::Kept(makes)) => kept(flow, makes),
    }
}

fn kept(flow: Flow, makes: Makes) -> AnyView {
    let (title, text) = match makes {
        Makes::First => (w().kit_kept(), w().kit_kept_text()),
        Makes::AtOnce => (w().kit_replaced(), w().kit_replaced_text()),
        Makes::Asked => (w().proposed_title(), w().kit_asked_text()),
    };
    let (next, to) = match makes {
        Makes::Asked => (w().proposed_show(), Route::Devices),
        _ => (w().backup_to_details(), Route::Details),
    };
    let leave = move |_| {
        flow.stage.set(None);
        go(&to);
    };
    view! {
        <h2 tabindex="-1">{title}</h2>
        <p>{text}</p>
        <div class="buttons">
            <button type="button" class="button primary" on:click=leave>{next}</button>
        </div>
    }
    .into_any()
}

/// Where somebody looks who has no kit, or never saw it.
pub fn missing_row() -> AnyView {
    parts::link_row(&Route::ReplaceKit, w().kit_missing(), w().kit_missing_hint())
}

/// "Replace the recovery kit".
pub fn replace() -> AnyView {
    let flow = flow();
    let is_on = Memo::new(|_| backup().is_some());
    let content = move || match (is_on.get(), flow.is_shown()) {
        (false, _) => off(),
        (true, true) => shown(flow),
        (true, false) => questions(flow),
    };
    parts::page(w().way_replace_kit(), &Route::RecoveryAccount, content)
}

fn questions(flow: Flow) -> AnyView {
    let act = Act::new();
    let way_in = WayInForm::new(true);
    // Who never tried the old one may never have seen it.
    let is_untried = untrack(backup).is_some_and(|backup| backup.kit == KitState::Unverified);
    let by_device = RwSignal::new(is_untried);
    let submit = move || {
        let alone = by_device.get_untracked();
        let way = way_in.value().filter(|_| !alone);
        if way.is_none() && !alone {
            missing(act);
            return;
        }
        act.run(Command::ReplaceKit(way), move |answer| {
            way_in.wipe();
            if let Answer::Kit(sheet) = answer {
                flow.show(sheet, if alone { Makes::Asked } else { Makes::AtOnce });
            }
        });
    };
    let how = view! {
        {parts::radio("how", by_device, false, w().kit_replace_at_once(), "")}
        {parts::radio("how", by_device, true, w().kit_replace_by_device(), w().passphrase_by_device_hint())}
    };
    let fields = view! {
        {parts::choice(w().kit_replace_how(), how)}
        {move || (!by_device.get()).then(|| parts::way_in(way_in, true))}
    };
    view! {
        <p class="lead">{w().kit_replace_intro()}</p>
        {form(act, w().kit_replace_go(), false, fields, submit)}
        <p class="hint">{w().kit_replace_now()}</p>
    }
    .into_any()
}
