//! Settings → Backup: "Cloud backup", "Recovery account", "Details".

mod account;
mod choose;
mod delete;
mod details;
pub mod form;
pub mod keep;
mod leave;
mod on;
mod passphrase;
mod verify;

pub use account::{off, recovery_account};
pub use delete::delete;
pub use details::details;
pub use on::on;
pub use passphrase::{change_passphrase, proposed};
pub use verify::{count_line, verify};

use leptos::prelude::*;
use regain_screen::view::KitState;

use crate::app::{app, backup as shown, w};
use crate::parts::{self, Confirm};
use crate::route::{Route, go};
use crate::screens::kit;

/// Settings → Backup.
pub fn backup() -> AnyView {
    let is_on = Memo::new(|_| shown().is_some());
    let account = Memo::new(|_| shown().map(|backup| backup.account));
    let leaving = Confirm::new();
    let act = crate::act::Act::new();
    // The switch shows what is. Turning it begins the one or the other, and nothing is done before it was said.
    let turn = move |_| if is_on.get_untracked() { leaving.ask() } else { go(&Route::BackupOn) };
    let hint = move || if is_on.get() { w().backup_cloud_on_hint() } else { w().backup_cloud_off_hint() };
    let state = move || if is_on.get() { w().on() } else { w().off() };
    let rows = move || match account.get() {
        None => parts::link_row(&Route::Recover, w().backup_join(), w().backup_join_hint()),
        Some(name) => view! {
            {parts::link_row(&Route::RecoveryAccount, w().backup_recovery_account_is(&name), "")}
            {parts::link_row(&Route::Details, w().backup_details(), w().backup_details_hint())}
            {parts::link_row(&Route::Devices, w().devices_title(), "")}
            {parts::link_row(&Route::History, w().history_title(), "")}
        }
        .into_any(),
    };
    let body = view! {
        {kit_waits()}
        {kit_untried()}
        <button type="button" role="switch" class="switch-row" aria-checked=move || is_on.get().to_string()
            disabled=move || act.busy() on:click=turn>
            <span class="row-text">{w().backup_cloud()}<span class="hint">{hint}</span></span>
            <span class="switch" aria-hidden="true">{state}</span>
        </button>
        {act.view()}
        <nav class="list" aria-label=w().backup_title()>{rows}</nav>
        {leave::question(leaving, act)}
    };
    parts::page(w().backup_title(), &Route::Settings, body)
}

/// Nobody has shown yet that the kit is kept: it may never have been seen, where switching on was cut short.
fn kit_untried() -> impl IntoView {
    let flow = kit::flow();
    let is_untried = Memo::new(|_| shown().is_some_and(|backup| backup.kit == KitState::Unverified));
    move || {
        (is_untried.get() && !flow.is_shown() && !flow.making.busy()).then(|| {
            view! {
                {parts::notice(w().kit_untried(), true)}
                <nav class="list" aria-label=w().kit_title()>
                    {parts::link_row(&Route::Verify, w().way_verify(), "")}
                    {kit::missing_row()}
                </nav>
            }
        })
    }
}

/// A kit whose words are still to be kept can be seen again, until it is settled.
fn kit_waits() -> impl IntoView {
    let flow = kit::flow();
    move || {
        (flow.is_shown() && app().engine.open.with(Option::is_some))
            .then(|| parts::link_row(&Route::BackupOn, w().kit_check_title(), w().kit_back_to_words()))
    }
}
