//! Settings.

mod export;

pub use export::export;

use leptos::prelude::*;
use regain_screen::message::Command;
use regain_screen::words::Language;

use crate::act::Act;
use crate::app::{app, open, w};
use crate::browser;
use crate::parts::{self, Confirm};
use crate::route::{Route, go};

/// What there is. What means nothing yet has no line.
pub fn settings() -> AnyView {
    let is_open = Memo::new(move |_| open().is_some());
    let has_backup = Memo::new(move |_| open().is_some_and(|open| open.backup.is_some()));
    let exposed = Memo::new(move |_| open().is_some_and(|open| !open.exposed.is_empty()));
    let lines = move || {
        view! {
            <div class="rows">
                {parts::link_row(&Route::Backup, w().settings_backup(), "")}
                {has_backup.get().then(|| parts::link_row(&Route::Devices, w().settings_devices(), ""))}
                {exposed.get().then(|| parts::link_row(&Route::Exposed, w().settings_exposed(), ""))}
                {has_backup.get().then(|| parts::link_row(&Route::History, w().settings_history(), ""))}
                {parts::link_row(&Route::Borrow, w().first_lost(), "")}
            </div>
            {is_open.get().then(|| view! {
                <div class="rows">
                    {parts::link_row(&Route::Lock, w().lock_settings(), w().lock_settings_hint())}
                    {parts::link_row(&Route::Trash, w().settings_trash(), "")}
                    {parts::link_row(&Route::Export, w().settings_export(), "")}
                </div>
            })}
            <div class="rows">
                {parts::link_row(&Route::Appearance, w().settings_appearance(), "")}
                {parts::link_row(&Route::Language, w().settings_language(), "")}
                {parts::link_row(&Route::About, w().settings_about(), "")}
            </div>
        }
    };
    parts::page(w().settings(), &Route::List, view! { <nav aria-label=w().settings()>{lines}</nav> })
}

/// Theme, and hiding codes.
pub fn appearance() -> AnyView {
    let prefs = app().prefs;
    let theme = |value: &'static str, label: &'static str| {
        view! {
            <label class="choice">
                <input type="radio" name="theme" prop:checked=move || prefs.theme.with(|theme| theme == value)
                    on:change=move |_| prefs.theme.set(value.to_owned()) />
                <span>{label}</span>
            </label>
        }
    };
    let body = view! {
        {parts::choice(w().theme(), view! {
            {theme("auto", w().theme_auto())}
            {theme("light", w().theme_light())}
            {theme("dark", w().theme_dark())}
        })}
        {parts::check(prefs.reveal, w().reveal_codes())}
        {parts::check(prefs.hide, w().hide_codes())}
    };
    parts::page(w().settings_appearance(), &Route::Settings, body)
}

/// The language of the screens.
pub fn language() -> AnyView {
    let chosen = app().prefs.language;
    let body = view! {
        {parts::choice(w().settings_language(), view! {
            {parts::radio("language", chosen, Language::En, "English", "")}
            {parts::radio("language", chosen, Language::De, "Deutsch", "")}
        })}
    };
    parts::page(w().settings_language(), &Route::Settings, body)
}

/// What this is; and getting rid of it.
pub fn about() -> AnyView {
    let confirm = Confirm::new();
    let act = Act::new();
    let erase = move || {
        act.run(Command::Erase, |_| {
            parts::say(w().erased());
            go(&Route::List);
        });
    };
    let text = view! { <p>{w().erase_text()}</p><p class="strong">{w().lock_erase_text()}</p> };
    let is_open = Memo::new(move |_| open().is_some());
    let body = view! {
        <p>{w().about_build(&browser::build())}</p>
        <p>{w().about_licence()}</p>
        {act.view()}
        {move || is_open.get().then(|| view! { <div class="buttons">{act.styled("button danger", w().erase(), move || confirm.ask())}</div> })}
        {parts::confirm(confirm, w().lock_erase_title(), text, w().erase(), erase)}
    };
    parts::page(w().settings_about(), &Route::Settings, body)
}
