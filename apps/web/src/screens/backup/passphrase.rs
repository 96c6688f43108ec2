//! Another passphrase: at once with a way in, or asked for by this device alone.

use leptos::prelude::*;
use regain_screen::message::{Answer, Command};

use super::account::off;
use super::choose::{NewPassphrase, choose};
use super::form::{form, missing};
use crate::act::Act;
use crate::app::{backup, w};
use crate::browser;
use crate::parts::{self, WayInForm};
use crate::route::Route;

/// How far it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Asking,
    Changed,
    Proposed,
}

/// "Change the passphrase".
pub fn change_passphrase() -> AnyView {
    let stage = RwSignal::new(Stage::Asking);
    let is_on = Memo::new(|_| backup().is_some());
    let content = move || match (is_on.get(), stage.get()) {
        (false, _) => off(),
        (true, Stage::Asking) => questions(stage),
        (true, Stage::Changed) => changed(),
        (true, Stage::Proposed) => proposed(),
    };
    parts::page(w().way_change_passphrase(), &Route::RecoveryAccount, content)
}

fn questions(stage: RwSignal<Stage>) -> AnyView {
    let act = Act::new();
    let new = NewPassphrase::new();
    let by_device = RwSignal::new(false);
    let way_in = WayInForm::new(false);
    let submit = move || {
        let way = if by_device.get_untracked() { None } else { way_in.value() };
        if way.is_none() && !by_device.get_untracked() {
            missing(act);
            return;
        }
        new.take(act, move |passphrase| {
            act.run(Command::ChangePassphrase { way_in: way, passphrase }, move |answer| {
                way_in.wipe();
                stage.set(if matches!(answer, Answer::Proposed) { Stage::Proposed } else { Stage::Changed });
                browser::focus_soon("h2");
            });
        });
    };
    let how = view! {
        {parts::radio("how", by_device, false, w().passphrase_at_once(), "")}
        {parts::radio("how", by_device, true, w().passphrase_by_device(), w().passphrase_by_device_hint())}
    };
    let fields = view! {
        {choose(new)}
        {parts::choice(w().passphrase_how(), how)}
        {move || (!by_device.get()).then(|| parts::way_in(way_in, false))}
    };
    form(act, w().passphrase_change(), false, fields, submit)
}

fn changed() -> AnyView {
    view! {
        <h2 tabindex="-1">{w().passphrase_changed()}</h2>
        <p>{w().passphrase_changed_text()}</p>
        <div class="buttons"><a class="button primary" href=Route::RecoveryAccount.href()>{w().done()}</a></div>
    }
    .into_any()
}

/// Nothing happened yet: what it waits for.
pub fn proposed() -> AnyView {
    view! {
        <h2 tabindex="-1">{w().proposed_title()}</h2>
        <p>{w().proposed_text()}</p>
        <div class="buttons"><a class="button primary" href=Route::Devices.href()>{w().proposed_show()}</a></div>
    }
    .into_any()
}
