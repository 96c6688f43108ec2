//! "Action required": the one step left for an account that is bound to another device.

use leptos::prelude::*;
use regain_screen::message::Command;
use regain_screen::view::BoundRow;

use crate::act::Act;
use crate::app::{open, w};
use crate::parts::{self, Confirm};
use crate::route::{Route, go};

/// The step, explained.
pub fn bound(id: String) -> AnyView {
    let row = Memo::new(move |_| {
        let open = open();
        open.and_then(|open| open.bound.iter().find(|row| row.id == id).cloned())
    });
    let content = move || {
        match row.get() {
        None => parts::empty(w().bound_gone(), ""),
        Some(row) if !row.action_required => view! {
            <p class="lead">{w().request_at(&row.name, &row.organisation)}</p>
            <p>{w().bound_done()}</p>
            <nav class="list" aria-label=w().more()>{parts::link_row(&Route::Requests, w().requests_title(), "")}</nav>
            {remove(&row)}
        }
        .into_any(),
        Some(row) => view! { {step(&row)} {remove(&row)} }.into_any(),
    }
    };
    parts::page(w().bound_title(), &Route::List, content)
}

fn step(row: &BoundRow) -> AnyView {
    let why = w().bound_why(&row.name, &row.organisation);
    let page = row.page();
    let address = page.clone().unwrap_or_else(|| row.portal.clone());
    let link = page.map(|href| {
        view! { <a class="button primary" href=href target="_blank" rel="noopener noreferrer">{w().bound_open()}</a> }
    });
    let copied = address.clone();
    view! {
        <h2>{w().bound_action()}</h2>
        <p>{why}</p>
        <ol class="steps">
            <li>{w().bound_step_open()}</li>
            <li>{w().bound_step_add()}</li>
            <li>{w().bound_step_scan()}</li>
        </ol>
        <dl>{parts::definition(w().bound_portal(), view! { <span class="address" translate="no">{address}</span> })}</dl>
        <div class="buttons">
            <button type="button" class="button" on:click=move |_| parts::copy(copied.clone())>{w().copy()}</button>
            <a class="button" href=Route::Add.href()>{w().bound_scan()}</a>
            {link}
        </div>
    }
    .into_any()
}

/// To the trash, with the key.
fn remove(row: &BoundRow) -> AnyView {
    let (act, confirm) = (Act::new(), Confirm::new());
    let (id, name) = (row.id.clone(), row.name.clone());
    let title = w().bound_remove_title(&name);
    let go_on = move || {
        let name = name.clone();
        act.run(Command::Remove(vec![id.clone()]), move |_| {
            parts::say(w().account_removed(&name));
            go(&Route::List);
        });
    };
    view! {
        {act.view()}
        <div class="buttons">{act.styled("button danger", w().account_remove(), move || confirm.ask())}</div>
        {parts::confirm(confirm, title, w().bound_remove_text(), w().account_remove(), go_on)}
    }
    .into_any()
}
