//! Removing a device: lost or retired; at once with a way in, or asked for by this device alone.

use leptos::prelude::*;
use regain_screen::message::{Answer, Command};

use crate::act::Act;
use crate::app::{open, w};
use crate::browser;
use crate::parts::{self, WayInForm};
use crate::route::Route;
use crate::screens::backup::form::{form, missing};
use crate::screens::backup::proposed;

/// How far it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Asking,
    Removed { lost: bool },
    Proposed,
}

/// "Remove".
pub fn remove(id: String) -> AnyView {
    let stage = RwSignal::new(Stage::Asking);
    let device = untrack(open).and_then(move |open| open.devices.iter().find(|row| row.id == id).cloned());
    let name = device.as_ref().map(|device| device.name.clone()).unwrap_or_default();
    let title = if device.is_some() { w().remove_title(&name) } else { w().remove_gone().to_owned() };
    let content = move || match (&device, stage.get()) {
        (_, Stage::Removed { lost }) => done(&name, lost),
        (_, Stage::Proposed) => proposed(),
        (None, _) => parts::empty(w().remove_gone(), ""),
        (Some(device), _) if device.this_device => parts::empty(w().remove_self(), ""),
        (Some(device), Stage::Asking) => questions(stage, device.id.clone()),
    };
    parts::page(title, &Route::Devices, content)
}

fn questions(stage: RwSignal<Stage>, id: String) -> AnyView {
    let act = Act::new();
    let lost = RwSignal::new(true);
    let propose = RwSignal::new(false);
    let way_in = WayInForm::new(false);
    let submit = move || {
        let way = if propose.get_untracked() { None } else { way_in.value() };
        if way.is_none() && !propose.get_untracked() {
            missing(act);
            return;
        }
        let lost = lost.get_untracked();
        act.run(Command::RemoveDevice { id: id.clone(), lost, way_in: way }, move |answer| {
            way_in.wipe();
            stage.set(if matches!(answer, Answer::Proposed) {
                Stage::Proposed
            } else {
                Stage::Removed { lost }
            });
            browser::focus_soon("h2");
        });
    };
    let how = view! {
        {parts::radio("how", propose, false, w().remove_at_once(), "")}
        {parts::radio("how", propose, true, w().remove_propose(), w().remove_propose_hint())}
    };
    let fields = view! {
        {consequences(lost)}
        {parts::choice(w().remove_how(), how)}
        {move || (!propose.get()).then(|| parts::way_in(way_in, false))}
    };
    form(act, w().remove_go(), true, fields, submit)
}

/// What happened to it, and what happens then.
pub fn consequences(lost: RwSignal<bool>) -> AnyView {
    let why = view! {
        {parts::radio("why", lost, true, w().remove_lost(), w().remove_lost_hint())}
        {parts::radio("why", lost, false, w().remove_retired(), w().remove_retired_hint())}
    };
    view! {
        {parts::choice(w().remove_why(), why)}
        <h2>{w().remove_what_title()}</h2>
        <ul>
            <li>{w().remove_what_access()}</li>
            <li>{w().remove_what_drop()}</li>
            <li>{w().remove_what_codes()}</li>
        </ul>
    }
    .into_any()
}

/// The uncomfortable truth, and the help.
fn done(name: &str, lost: bool) -> AnyView {
    let title = w().remove_done(name);
    let what = lost.then(|| {
        view! {
            <p>{w().remove_done_lost()}</p>
            <nav class="list" aria-label=w().borrowed_next()>
                {parts::link_row(&Route::Exposed, w().remove_to_exposed(), "")}
                {parts::link_row(&Route::ChangePassphrase, w().way_change_passphrase(), "")}
                {parts::link_row(&Route::ReplaceKit, w().way_replace_kit(), "")}
            </nav>
            <p>{w().remove_done_ways()}</p>
            <p>{w().remove_done_organisation()}</p>
        }
    });
    view! {
        <h2 tabindex="-1">{title}</h2>
        {what}
        <div class="buttons"><a class="button primary" href=Route::Devices.href()>{w().done()}</a></div>
    }
    .into_any()
}
