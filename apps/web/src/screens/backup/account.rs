//! Settings → Backup → "Recovery account": its name, its ways back in, and the end of it.

use leptos::prelude::*;
use regain_screen::view::{BackupView, KitState};

use super::leave;
use crate::act::Act;
use crate::app::{backup, w};
use crate::parts::{self, Confirm};
use crate::route::Route;

/// "Recovery account".
pub fn recovery_account() -> AnyView {
    let leaving = Confirm::new();
    let act = Act::new();
    let shown = Memo::new(|_| backup());
    let content = move || shown.get().map_or_else(off, |backup| account(&backup, leaving));
    let body = view! { {content} {act.view()} {leave::question(leaving, act)} };
    parts::page(w().recovery_account_title(), &Route::Backup, body)
}

/// Where a page needs a backup and there is none.
pub fn off() -> AnyView {
    view! {
        {parts::empty(w().backup_needed(), w().backup_needed_next())}
        <div class="buttons">
            <a class="button" href=Route::Recover.href()>{w().backup_join()}</a>
            <a class="button primary" href=Route::BackupOn.href()>{w().backup_on_title()}</a>
        </div>
    }
    .into_any()
}

fn account(backup: &BackupView, leaving: Confirm) -> AnyView {
    let (name, service) = (backup.account.clone(), backup.service.clone());
    let passphrase = if backup.passphrase_verified { w().way_works() } else { w().way_untried() };
    let kit = match backup.kit {
        KitState::Verified => w().way_works(),
        KitState::Unverified => w().way_untried(),
        KitState::None => w().way_none(),
    };
    view! {
        <dl>
            {parts::definition(w().recovery_account_name(), view! { <span translate="no">{name}</span> })}
            {parts::definition(w().recovery_account_service(), view! { <span translate="no">{service}</span> })}
            {parts::definition(w().way_passphrase(), passphrase)}
            {parts::definition(w().way_kit(), kit)}
        </dl>
        <nav class="list" aria-label=w().recovery_account_ways()>
            {parts::link_row(&Route::Verify, w().way_verify(), w().way_verify_hint())}
            {parts::link_row(&Route::ChangePassphrase, w().way_change_passphrase(), "")}
            {parts::link_row(&Route::ReplaceKit, w().way_replace_kit(), "")}
        </nav>
        <div class="buttons apart">
            <button type="button" class="button" on:click=move |_| leaving.ask()>{w().backup_off()}</button>
            <a class="button danger" href=Route::DeleteBackup.href()>{w().backup_delete()}</a>
        </div>
    }
    .into_any()
}
