//! The facts, line by line. Anything less than "all of it" is loud.

use leptos::prelude::*;
use regain_screen::view::{BackupView, Contact, KitState};

use crate::app::w;
use crate::format;
use crate::parts::{self, definition};
use crate::route::Route;

/// All facts.
pub fn facts(backup: &BackupView) -> AnyView {
    let done = backup.backed_up.to_string();
    let is_short = backup.backed_up < backup.accounts;
    let short = is_short.then(|| parts::notice(w().backup_incomplete(&done, backup.accounts.into()), true));
    let clock = backup.clock_off.map(|off| parts::notice(clock(off), true));
    let waiting = (backup.waiting > 0)
        .then(|| definition(w().backup_waiting(), w().backup_waiting_changes(backup.waiting.into())));
    let (account, service) = (backup.account.clone(), backup.service.clone());
    view! {
        {short}
        {clock}
        <dl>
            {definition(w().backup_last(), last(backup))}
            {definition(w().backup_count(), count(backup, &done))}
            {waiting}
            {definition(w().backup_protected(), protected(backup))}
            {definition(w().recovery_account_name(), view! { <span translate="no">{account}</span> })}
            {definition(w().recovery_account_service(), view! { <span translate="no">{service}</span> })}
            {definition(w().backup_contact(), contact(&backup.contact))}
            {definition(w().backup_last_contact(), format::ago(backup.last_contact))}
            {definition(w().backup_fingerprint(), fingerprint(backup))}
        </dl>
    }
    .into_any()
}

fn last(backup: &BackupView) -> String {
    match &backup.last_backup {
        None => w().never().to_owned(),
        Some((time, device)) => w().backup_last_by(&format::date_time(*time), w().made_by(device)),
    }
}

/// "15 of 15 accounts", and how many need one more step after a restore.
fn count(backup: &BackupView, done: &str) -> AnyView {
    let count = w().backup_count_of(done, backup.accounts.into());
    let action = (backup.action_required > 0).then(|| w().backup_count_action(backup.action_required.into()));
    let action = action.map(|action| view! { <span class="hint">{action}</span> });
    view! { {count} {action} }.into_any()
}

fn protected(backup: &BackupView) -> AnyView {
    let (words, to) = match (backup.is_protected, backup.kit, backup.passphrase_verified) {
        (true, ..) => return w().backup_protected_yes().into_any(),
        (false, KitState::None, true) => (w().backup_protected_no_kit(), Route::RecoveryAccount),
        (false, KitState::Verified, _) => (w().backup_protected_passphrase(), Route::Verify),
        (false, KitState::Unverified, true) => (w().backup_protected_kit(), Route::Verify),
        (false, _, false) => (w().backup_protected_neither(), Route::Verify),
    };
    view! { {words} " " <a href=to.href()>{w().backup_protect()}</a> }.into_any()
}

fn contact(contact: &Contact) -> &'static str {
    match contact {
        Contact::Good => w().backup_contact_good(),
        Contact::Busy => w().backup_contact_busy(),
        Contact::Away => w().backup_contact_away(),
        Contact::Stopped(_) => w().backup_contact_stopped(),
    }
}

fn fingerprint(backup: &BackupView) -> AnyView {
    let number = w().backup_fingerprint_number(&backup.head.to_string());
    let words = backup.words.join(" ");
    view! {
        {number}
        <span class="fingerprint" translate="no" lang="en">{words}</span>
        <span class="hint">{w().backup_fingerprint_hint()}</span>
    }
    .into_any()
}

/// How far this clock is off, as hours, minutes and seconds.
fn clock(off: i64) -> String {
    let seconds = off.unsigned_abs() / 1000;
    let time = format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if off > 0 { w().backup_clock_ahead(&time) } else { w().backup_clock_behind(&time) }
}
