//! The accounts.

mod banners;
pub mod order;
mod row;

use std::collections::BTreeSet;

use leptos::prelude::*;
use regain_screen::message::Command;
use regain_screen::view::{LockView, Open, search};

use super::first;
use crate::app::{open, w};
use crate::browser;
use crate::parts::{self, Entry};
use crate::route::Route;

/// Lines of a long list that are drawn in one go: more than fit on a screen, and few enough for a slow phone.
const PART: usize = 30;

/// The first screen: the list, or the ways to begin while there is nothing at all, as after an import that was cut off.
pub fn home() -> AnyView {
    let has_begun = Memo::new(move |_| open().is_some_and(|open| has_begun(&open)));
    (move || if has_begun.get() { list() } else { first::first() }).into_any()
}

fn has_begun(open: &Open) -> bool {
    let nothing =
        open.accounts.is_empty() && open.bound.is_empty() && open.trash.is_empty() && open.broken.is_empty();
    !nothing || open.unreadable > 0 || open.backup.is_some() || open.removed_from.is_some()
}

fn list() -> AnyView {
    parts::entitle(w().list_title());
    let search = RwSignal::new(String::new());
    let tag = RwSignal::new(None::<String>);
    let ids = Memo::new(move |_| {
        let (wanted, tag) = (search.get(), tag.get());
        open().map(|open| found(&open, &wanted, tag.as_deref())).unwrap_or_default()
    });
    let is_empty =
        Memo::new(move |_| open().is_none_or(|open| open.accounts.is_empty() && open.bound.is_empty()));
    let none = move || {
        if is_empty.get() {
            Some(parts::empty(w().list_empty(), w().list_empty_next()))
        } else if ids.with(Vec::is_empty) && (!search.with(String::is_empty) || tag.get().is_some()) {
            Some(parts::empty(w().list_none_found(), w().list_none_found_next()))
        } else {
            None
        }
    };
    // What was searched for has an order of its own.
    let is_whole = Memo::new(move |_| search.with(|text| text.trim().is_empty()) && tag.get().is_none());
    let drawn = in_parts(ids);
    let shows_search = move || !is_empty.get();
    view! {
        <header class="bar">
            <h1 tabindex="-1">{w().list_title()}</h1>
            {parts::menu(entries)}
        </header>
        <main id="main">
            {banners::banners()}
            <input id="search" type="search" class="search" hidden=move || !shows_search() aria-label=w().list_search()
                placeholder=w().list_search() autocomplete="off"
                on:input=move |event| search.set(event_target_value(&event)) />
            {tags(tag)}
            <ul class="accounts" class:movable=move || is_whole.get()
                on:keydown=|event| order::by_key(&event) on:pointerdown=|event| order::take(&event)
                on:pointermove=|event| order::carry(&event) on:pointerup=|_| order::drop(true)
                on:pointercancel=|_| order::drop(false)>
                <For each=move || ids.with(|ids| ids[..drawn.get().min(ids.len())].to_vec()) key=Clone::clone children=row::row />
            </ul>
            <div style:height=move || format!("{}rem", ids.with(Vec::len).saturating_sub(drawn.get()) * 5)></div>
            <ul class="accounts">{bound}</ul>
            {none}
            <a class="button primary floating" href=Route::Add.href()>"+ "{w().list_add()}</a>
        </main>
    }
    .into_any()
}

/// How many lines are drawn: of a long list the first at once, and then always some more, so that neither the first code nor a finger
/// waits for the last line. All of them are on the page in the end, for a search in the page and for whoever reads it out.
fn in_parts(ids: Memo<Vec<String>>) -> RwSignal<usize> {
    let drawn = RwSignal::new(PART);
    Effect::new(move |_| {
        if drawn.get() < ids.with(Vec::len) {
            browser::after(0, move || {
                drawn.try_update(|drawn| *drawn += PART);
            });
        }
    });
    drawn
}

/// What the three dots offer. What means nothing yet has no line.
fn entries() -> Vec<Entry> {
    let mut entries = vec![Entry::Link(w().settings(), Route::Settings)];
    let Some(open) = open() else { return entries };
    if open.backup.is_some() {
        entries.push(Entry::Link(w().devices_title(), Route::Devices));
    }
    if !open.trash.is_empty() {
        entries.push(Entry::Link(w().trash_title(), Route::Trash));
    }
    if open.lock != LockView::Device {
        entries.push(Entry::Act(w().lock_now(), Command::Lock));
    }
    entries.push(Entry::Link(w().settings_about(), Route::About));
    entries
}

fn found(open: &Open, wanted: &str, tag: Option<&str>) -> Vec<String> {
    search(&open.accounts, wanted, tag).into_iter().map(|index| open.accounts[index].id.clone()).collect()
}

fn tags(chosen: RwSignal<Option<String>>) -> AnyView {
    let tags = Memo::new(move |_| open().map(|open| open.tags.clone()).unwrap_or_default());
    let chip = move |tag: Option<String>| {
        let own = tag.clone();
        let is_chosen = move || chosen.with(|chosen| *chosen == own);
        let words = tag.clone().unwrap_or_else(|| w().list_all().to_owned());
        let press = move |_| chosen.set(tag.clone());
        view! { <button type="button" class="chip" aria-pressed=move || is_chosen().to_string() on:click=press>{words}</button> }
    };
    let chips = move || {
        let tags: BTreeSet<String> = tags.get().into_iter().collect();
        (!tags.is_empty()).then(|| {
            let all = std::iter::once(None).chain(tags.into_iter().map(Some)).map(chip).collect_view();
            view! { <div class="chips">{all}</div> }
        })
    };
    chips.into_any()
}

/// Accounts that are bound to a device: their codes are not shown, the step left is.
fn bound() -> AnyView {
    let rows = Memo::new(move |_| open().map(|open| open.bound.clone()).unwrap_or_default());
    let draw = move || {
        rows.get()
            .into_iter()
            .map(|row| {
                let href = Route::Bound(row.id).href();
                let hint = row.action_required.then(|| view! { <span class="loud-text">{w().list_bound()}</span> });
                let icon = parts::icon(&row.organisation, &row.name, None);
                view! {
                    <li class="account">
                        {icon}
                        <a class="account-open" href=href><span class="issuer">{row.organisation}</span><span class="label">{row.name}</span>{hint}</a>
                    </li>
                }
            })
            .collect_view()
    };
    draw.into_any()
}
