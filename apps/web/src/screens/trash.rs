//! The trash: back, or gone for good.

use leptos::prelude::*;
use regain_screen::message::Command;
use regain_screen::view::TrashRow;

use crate::app::{open, tell_then, w};
use crate::format;
use crate::parts::{self, Confirm, say};
use crate::route::Route;

/// What is about to be deleted for good: text of the question, ids.
type Doomed = (String, Vec<String>);

/// The trash.
pub fn trash() -> AnyView {
    let rows = Memo::new(|_| open().map(|open| open.trash.clone()).unwrap_or_default());
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    let deleting = Confirm::new();
    let doomed = RwSignal::new(Doomed::default());
    // Gone for good is gone: asked each time.
    let ask = move |text, ids| {
        doomed.set((text, ids));
        deleting.ask();
    };
    let all = move |_| {
        let ids: Vec<String> = rows.get_untracked().into_iter().map(|row| row.id).collect();
        ask(w().trash_empty_text(ids.len() as u64), ids);
    };
    let content = move || {
        if is_empty.get() {
            return parts::empty(w().trash_none(), w().trash_none_next());
        }
        view! {
            <p class="lead">{w().trash_intro()}</p>
            <ul class="list">
                <For each=move || rows.get() key=|row| row.id.clone() children=move |row| line(row, ask)/>
            </ul>
            <div class="buttons">
                <button type="button" class="button danger" on:click=all>{w().trash_empty()}</button>
            </div>
        }
        .into_any()
    };
    let question = move || doomed.with(|(text, _)| text.clone());
    let delete = move || {
        let (_, ids) = doomed.get_untracked();
        tell_then(Command::EmptyTrash(ids), || say(w().trash_deleted_done()));
    };
    let sure = parts::confirm(deleting, w().trash_delete_title(), question, w().trash_delete(), delete);
    parts::page(w().trash_title(), &Route::Settings, view! { {content} {sure} })
}

fn line(row: TrashRow, ask: impl Fn(String, Vec<String>) + Copy + 'static) -> AnyView {
    let left = w().days_left(format::days_until(row.until));
    let deleted = w().trash_deleted(&format::ago(row.deleted), &row.by);
    let (restore_label, delete_label) = (w().trash_restore_name(&row.name), w().trash_delete_name(&row.name));
    let TrashRow { id, name, .. } = row;
    let title = name.clone();
    let (id_back, name_back) = (id.clone(), name.clone());
    let restore = move |_| {
        let name = name_back.clone();
        tell_then(Command::Restore(vec![id_back.clone()]), move || say(w().trash_restored(&name)));
    };
    let delete = move |_| ask(w().trash_delete_text(&name), vec![id.clone()]);
    view! {
        <li class="row tall">
            <span class="row-text">{title}<span class="hint">{deleted} " · " {left}</span></span>
            <span class="row-buttons">
                <button type="button" class="button" aria-label=restore_label on:click=restore>{w().trash_restore()}</button>
                <button type="button" class="button danger" aria-label=delete_label on:click=delete>{w().trash_delete()}</button>
            </span>
        </li>
    }
    .into_any()
}
