//! Devices: which there are, what they ask for, and what a loss leaves to do.

mod bound;
mod proposals;
mod remove;
mod removed;
mod rename;

pub use bound::bound;
pub use remove::{consequences, remove};
pub use removed::removed;

use leptos::prelude::*;
use regain_screen::view::DeviceRow;

use crate::app::{open, w};
use crate::format;
use crate::parts;
use crate::route::Route;

/// "Devices".
pub fn devices() -> AnyView {
    let rows = Memo::new(|_| open().map(|open| open.devices.clone()).unwrap_or_default());
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    let is_alone = Memo::new(move |_| rows.with(Vec::len) == 1);
    let exposed = Memo::new(|_| {
        open().map_or((0, false), |open| (open.exposed.len() as u64, !open.ticked_off.is_empty()))
    });
    let exposed = move || match exposed.get() {
        (0, false) => None,
        // What was ticked off can be ticked back on.
        (0, true) => Some(parts::link_row(&Route::Exposed, w().exposed_title(), w().exposed_none())),
        (left, _) => Some(parts::link_row(&Route::Exposed, w().exposed_title(), w().accounts(left))),
    };
    let hint = move || if is_alone.get() { w().devices_alone() } else { w().devices_add_hint() };
    let content = move || {
        if is_empty.get() {
            return none();
        }
        view! {
            {proposals::proposals()}
            <ul class="list" aria-label=w().devices_title()>
                {move || rows.get().into_iter().map(|row| line(&row)).collect_view()}
            </ul>
            {rename::rename()}
            <nav class="list" aria-label=w().more()>{exposed}</nav>
            <p class="hint">{hint}</p>
        }
        .into_any()
    };
    parts::page(w().devices_title(), &Route::Settings, content)
}

fn none() -> AnyView {
    view! {
        {parts::empty(w().devices_none(), w().devices_none_next())}
        <div class="buttons"><a class="button primary" href=Route::Backup.href()>{w().backup_title()}</a></div>
    }
    .into_any()
}

fn line(row: &DeviceRow) -> AnyView {
    let name =
        if row.this_device { format!("{} ({})", row.name, w().this_device()) } else { row.name.clone() };
    let link = (!row.this_device).then(|| {
        let label = w().remove_title(&row.name);
        let href = Route::RemoveDevice(row.id.clone()).href();
        view! { <a class="button" href=href aria-label=label>{w().remove()}</a> }
    });
    view! {
        <li class="row">
            <span class="row-text">{name}<span class="hint">{facts(row)}</span></span>
            {link}
        </li>
    }
    .into_any()
}

/// What it runs on, since when it is here, when it was seen.
pub fn facts(row: &DeviceRow) -> String {
    let platform = (!row.platform.is_empty() && row.platform != row.name).then(|| row.platform.clone());
    let added = row.added.map(|added| w().devices_added(&format::date_time(added)));
    let seen = row.last_seen.filter(|_| !row.this_device).map(|seen| w().devices_seen(&format::ago(seen)));
    [platform, added, seen].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
