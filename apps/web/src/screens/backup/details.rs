//! Settings → Backup → "Details": everything that is known of the backup.

mod facts;
mod sync_now;

use leptos::prelude::*;
use regain_screen::view::Contact;

use super::account::off;
use crate::app::{backup, open, w};
use crate::parts;
use crate::route::Route;

/// "Details".
pub fn details() -> AnyView {
    let shown = Memo::new(|_| backup());
    let is_on = Memo::new(move |_| shown.with(Option::is_some));
    let contact = Memo::new(move |_| shown.get().map(|backup| backup.contact));
    let facts = move || shown.get().map(|backup| facts::facts(&backup));
    let finding = move || contact.get().map(|contact| finding(&contact));
    let content = move || {
        if !is_on.get() {
            return off();
        }
        view! { {finding} {facts} {sync_now::sync_now()} {more()} }.into_any()
    };
    parts::page(w().backup_details(), &Route::Backup, content)
}

/// What stopped syncing, in words, with what to do.
fn finding(contact: &Contact) -> AnyView {
    let Contact::Stopped(trouble) = contact else { return ().into_any() };
    view! { {parts::notice(w().backup_contact_stopped(), true)} {parts::trouble(trouble)} }.into_any()
}

/// Where to go from here.
fn more() -> AnyView {
    let devices = Memo::new(|_| open().map_or(0, |open| open.devices.len() as u64));
    let exposed = Memo::new(|_| open().map_or(0, |open| open.exposed.len() as u64));
    let follows = Memo::new(|_| open().is_some_and(|open| open.follows));
    let exposed = move || {
        let left = exposed.get();
        (left > 0).then(|| parts::link_row(&Route::Exposed, w().exposed_title(), w().accounts(left)))
    };
    view! {
        {move || follows.get().then(|| view! { <p class="hint">{w().backup_follows()}</p> })}
        <nav class="list" aria-label=w().more()>
            {move || parts::link_row(&Route::Devices, w().devices_title(), w().devices(devices.get()))}
            {exposed}
            {parts::link_row(&Route::History, w().backup_history(), "")}
        </nav>
    }
    .into_any()
}
