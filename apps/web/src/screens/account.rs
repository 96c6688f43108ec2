//! One account: names, tags, note, its secret, and the trash.

use leptos::prelude::*;
use regain_screen::message::{Answer, Command, SecretView};
use regain_screen::view::Row;

use crate::act::Act;
use crate::app::{app, tell, w};
use crate::format;
use crate::parts::{self, Confirm, Field};
use crate::route::{Route, go};
use crate::screens::list::order;

/// The account's screen.
pub fn account(id: &str) -> AnyView {
    let row = app().engine.live(id).map(|live| live.row.get_untracked());
    let body = match row {
        Some(row) => edit(&row),
        None => parts::empty(w().account_gone(), w().account_gone_next()),
    };
    parts::page(w().edit(), &Route::List, body)
}

fn edit(row: &Row) -> AnyView {
    let issuer = Field::with("issuer", row.issuer.clone());
    let label = Field::with("label", row.label.clone());
    let note = Field { long: true, ..Field::with("note", row.note.clone()) };
    let tags = Field::with("tags", row.tags.join(", "));
    let act = Act::new();
    let id = row.id.clone();
    let save = move || {
        let id = id.clone();
        let all =
            tags.value().split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
        let names = Command::Edit {
            id: id.clone(),
            issuer: Some(issuer.value()),
            label: Some(label.value()),
            note: Some(note.text.get_untracked()),
        };
        act.run(names, move |_| {
            act.run(Command::Tags { id, tags: all }, |_| {
                parts::say(w().account_saved());
                go(&Route::List);
            });
        });
    };
    let revived = row.revived_by.clone().map(|device| parts::notice(w().account_kept_alive(&device), false));
    let added =
        row.created.map(|created| view! { <p class="hint">{w().account_added(&format::ago(created))}</p> });
    view! {
        {revived}
        {parts::field(issuer, w().account_issuer(), "")}
        {parts::field(label, w().account_label(), "")}
        {parts::field(tags, w().account_tags(), w().account_tags_hint())}
        {parts::field(note, w().account_note(), "")}
        {added}
        {act.view()}
        <div class="buttons">{act.button(w().save(), save)}</div>
        {order(row)}
        {secret(row.id.clone())}
        {remove(row)}
    }
    .into_any()
}

fn order(row: &Row) -> AnyView {
    let id = row.id.clone();
    let favourite = RwSignal::new(row.favourite);
    Effect::new(move |before: Option<bool>| {
        let on = favourite.get();
        if before.is_some_and(|before| before != on) {
            tell(Command::Favourite { id: id.clone(), on });
        }
        on
    });
    let (up, down) = (row.id.clone(), row.id.clone());
    view! {
        {parts::check(favourite, w().list_favourite())}
        <div class="buttons">
            <button type="button" class="button" on:click=move |_| step(&up, true)>{w().list_move_up()}</button>
            <button type="button" class="button" on:click=move |_| step(&down, false)>{w().list_move_down()}</button>
        </div>
    }
    .into_any()
}

/// One place up or down in the person's order.
fn step(id: &str, up: bool) {
    let open = app().engine.open.get_untracked();
    let Some(from) = open.and_then(|open| open.accounts.iter().position(|row| row.id == id)) else { return };
    if let Some(to) = from.checked_add_signed(if up { -1 } else { 1 }) {
        order::shift(from, to, || ());
    }
}

fn secret(id: String) -> AnyView {
    let confirm = Confirm::new();
    let act = Act::new();
    let shown = RwSignal::new(None::<SecretView>);
    let go = move || {
        act.run(Command::ShowSecret(id.clone()), move |answer| {
            if let Answer::Secret(secret) = answer {
                shown.set(Some(secret));
            }
        });
    };
    let content = move || {
        shown.get().map(|secret| {
            let text = secret.secret.expose().to_owned();
            view! {
                <dl>{parts::definition(w().account_secret_is(), view! { <code class="secret">{text}</code> })}</dl>
                {parts::qr(&secret.qr, w().account_secret_qr())}
                <button type="button" class="button" on:click=move |_| shown.set(None)>{w().hide()}</button>
            }
        })
    };
    view! {
        <div class="buttons"><button type="button" class="button" on:click=move |_| confirm.ask()>{w().account_secret()}</button></div>
        {act.view()}
        {content}
        {parts::confirm(confirm, w().account_secret_title(), w().account_secret_text(), w().show(), go)}
    }
    .into_any()
}

fn remove(row: &Row) -> AnyView {
    let act = Act::new();
    let id = row.id.clone();
    let name = format!("{} {}", row.issuer, row.label).trim().to_owned();
    let press = move || {
        let (id, name) = (id.clone(), name.clone());
        act.run(Command::Remove(vec![id.clone()]), move |_| {
            parts::say_undo(w().account_removed(&name), Command::Restore(vec![id]));
            go(&Route::List);
        });
    };
    view! { {act.view()} <div class="buttons">{act.styled("button danger", w().account_remove(), press)}</div> }.into_any()
}
