//! Switching Cloud backup on: service, account, passphrase; then the kit.

use leptos::prelude::*;
use regain_screen::message::{Answer, Command};

use super::choose::{NewPassphrase, choose};
use super::form::{form, missing};
use crate::app::{backup, w};
use crate::browser;
use crate::parts::{self, Field};
use crate::route::Route;
use crate::screens::kit;

/// "Switch on Cloud backup".
pub fn on() -> AnyView {
    let flow = kit::flow();
    // Trouble of an earlier visit is over; what is still under way is not.
    if !untrack(|| flow.making.busy()) {
        flow.making.clear();
    }
    let is_on = Memo::new(|_| backup().is_some());
    // While it is switched on, the backup appears before the kit does.
    let is_done = Memo::new(move |_| is_on.get() && !flow.making.busy());
    let content = move || {
        if flow.is_shown() {
            kit::shown(flow)
        } else if is_done.get() {
            already(flow)
        } else {
            questions()
        }
    };
    parts::page(w().backup_on_title(), &Route::Backup, content)
}

/// It is on: since before, or by an attempt that stopped before its kit was seen.
fn already(flow: kit::Flow) -> AnyView {
    if untrack(|| flow.making.code()).is_some() {
        return view! {
            {flow.making.view()}
            {parts::notice(w().backup_unfinished(), true)}
            {kit::missing_row()}
        }
        .into_any();
    }
    view! {
        {parts::notice(w().backup_made(), false)}
        <div class="buttons"><a class="button primary" href=Route::Details.href()>{w().backup_to_details()}</a></div>
    }
    .into_any()
}

fn questions() -> AnyView {
    let flow = kit::flow();
    let new = NewPassphrase::new();
    let service = Field { autocomplete: "url", ..Field::with("backup-service", browser::origin()) };
    let submit = move || {
        let (address, account) = (service.value(), new.account.value());
        if address.is_empty() || account.is_empty() {
            missing(flow.making);
            return;
        }
        new.take(flow.making, move |passphrase| {
            flow.making.run(Command::BackupOn { service: address, account, passphrase }, move |answer| {
                if let Answer::Kit(sheet) = answer {
                    flow.show(sheet, kit::Makes::First);
                }
            });
        });
    };
    // A suggestion that comes late must not mix with what is typed already.
    let is_waiting = Memo::new(move |_| new.is_waiting());
    let questions = move || {
        (!is_waiting.get()).then(|| {
            let fields = view! {
                {parts::field(service, w().backup_service(), w().backup_service_hint())}
                {parts::field(new.account, w().backup_account(), w().backup_account_hint())}
                {choose(new)}
            };
            form(flow.making, w().backup_switch_on(), false, fields, submit)
        })
    };
    view! {
        <p class="lead">{w().backup_on_intro()}</p>
        {questions}
        {parts::link_row(&Route::Recover, w().backup_join(), w().backup_join_hint())}
    }
    .into_any()
}
