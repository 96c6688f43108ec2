//! Accounts that were on a lost device: set up anew one after the other, and ticked off.

use leptos::prelude::*;
use regain_screen::message::Command;
use regain_screen::view::ExposedRow;

use crate::app::{open, tell_then, w};
use crate::parts::{self, say, say_undo};
use crate::route::Route;

/// The exposed accounts, grouped by device.
pub fn exposed() -> AnyView {
    let rows = Memo::new(|_| open().map(|open| open.exposed.clone()).unwrap_or_default());
    let ticked = Memo::new(|_| open().map(|open| open.ticked_off.clone()).unwrap_or_default());
    let devices = Memo::new(move |_| rows.with(|rows| devices(rows)));
    let left = move || {
        if devices.with(Vec::is_empty) {
            return parts::empty(w().exposed_none(), w().exposed_none_next());
        }
        view! {
            <p class="lead">{w().exposed_intro()}</p>
            <For each=move || devices.get() key=|(id, _)| id.clone() children=move |(id, name)| group(rows, id, &name)/>
        }
        .into_any()
    };
    let any_ticked = Memo::new(move |_| ticked.with(|ticked| !ticked.is_empty()));
    let done =
        move || any_ticked.get().then(|| section(ticked, || w().exposed_ticked_off().to_owned(), true));
    parts::page(w().exposed_title(), &Route::Devices, view! { {left} {done} })
}

/// Each device once, in order.
fn devices(rows: &[ExposedRow]) -> Vec<(String, String)> {
    let mut devices: Vec<(String, String)> = Vec::new();
    for row in rows {
        if !devices.iter().any(|(id, _)| *id == row.device) {
            devices.push((row.device.clone(), row.device_name.clone()));
        }
    }
    devices
}

fn group(rows: Memo<Vec<ExposedRow>>, device: String, name: &str) -> AnyView {
    let own = Memo::new(move |_| {
        rows.with(|rows| rows.iter().filter(|row| row.device == device).cloned().collect::<Vec<_>>())
    });
    let name = name.to_owned();
    section(own, move || w().exposed_on(&name, own.with(Vec::len) as u64), false)
}

/// Accounts under a heading, ticked off or not.
fn section(rows: Memo<Vec<ExposedRow>>, title: impl Fn() -> String + Send + 'static, done: bool) -> AnyView {
    view! {
        <section>
            <h2>{title}</h2>
            <ul class="list">
                <For each=move || rows.get() key=|row| (row.device.clone(), row.account.clone()) children=move |one| row(one, done)/>
            </ul>
        </section>
    }
    .into_any()
}

fn row(row: ExposedRow, done: bool) -> AnyView {
    let hint = match (&row.page, row.in_trash) {
        (Some(page), _) => view! {
            <a class="inline-link" href=page.clone() target="_blank" rel="noopener noreferrer">{w().exposed_page()}</a>
        }
        .into_any(),
        (None, true) => view! { <span class="hint">{w().exposed_in_trash()}</span> }.into_any(),
        (None, false) => view! { <span class="hint">{w().exposed_no_page()}</span> }.into_any(),
    };
    let label = w().exposed_tick(&row.name);
    let title = row.name.clone();
    view! {
        <li class="row tall">
            <label class="choice">
                <input type="checkbox" aria-label=label prop:checked=done on:change=move |_| tick(&row, !done)/>
                <span>{title}</span>
            </label>
            {hint}
        </li>
    }
    .into_any()
}

fn tick(row: &ExposedRow, done: bool) {
    let name = row.name.clone();
    let command = |done| Command::ExposureDone { account: row.account.clone(), done };
    let undo = command(false);
    tell_then(command(done), move || {
        if done {
            say_undo(w().exposed_ticked(&name), undo);
        } else {
            say(w().exposed_unticked(&name));
        }
    });
}
