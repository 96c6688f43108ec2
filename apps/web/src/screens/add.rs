//! Adding accounts: what is in a code, a picture or a text is shown before anything is added.

mod found;
mod manual;
mod shared;

pub use manual::manual;

use leptos::prelude::*;
use regain_screen::message::{Answer, Command, Found, Secret};

use crate::act::Act;
use crate::app::w;
use crate::parts::{self, Field};
use crate::picture::{Scanner, scanner};
use crate::route::Route;

/// Texts that were read so far, and what is in them.
#[derive(Clone, Copy)]
struct Reading {
    texts: RwSignal<Vec<Secret>>,
    found: RwSignal<Option<Found>>,
    act: Act,
}

impl Reading {
    /// Reads more. What was read already changes nothing.
    fn more(self, new: Vec<String>) {
        let Some(mut texts) = self.texts.try_get_untracked() else { return };
        let before = texts.len();
        for text in new.into_iter().map(Secret::new) {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        if texts.len() == before {
            return;
        }
        self.act.run(Command::Read(texts.clone()), move |answer| {
            if let Answer::Found(found) = answer {
                self.texts.set(texts);
                self.found.set(Some(found));
            }
        });
    }

    fn again(self) {
        self.texts.set(Vec::new());
        self.found.set(None);
        self.act.clear();
    }
}

/// What adding begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// All ways are offered.
    Ask,
    /// A file or a list from another app.
    Import,
    /// Another app handed something over.
    Shared,
}

/// "Add account", and "Import".
pub fn add(start: Start) -> AnyView {
    let reading = Reading { texts: RwSignal::new(Vec::new()), found: RwSignal::new(None), act: Act::new() };
    let scans = Scanner::new(move |texts| {
        // An export of several codes goes on until all are seen.
        let is_part = texts.iter().any(|text| text.starts_with("otpauth-migration:"));
        reading.more(texts);
        !is_part
    });
    if start == Start::Shared {
        shared::take(scans);
    }
    let has_found = Memo::new(move |_| reading.found.with(Option::is_some));
    let body =
        move || if has_found.get() { found::found(reading, scans) } else { ways(reading, scans, start) };
    let drop = move |event: web_sys::DragEvent| {
        event.prevent_default();
        if let Some(files) = event.data_transfer().and_then(|data| data.files()) {
            (0..files.length()).filter_map(|index| files.get(index)).for_each(|file| scans.file(file));
        }
    };
    let paste = move |event: web_sys::ClipboardEvent| {
        let Some(files) = event.clipboard_data().and_then(|data| data.files()) else { return };
        (0..files.length()).filter_map(|index| files.get(index)).for_each(|file| scans.file(file));
    };
    let content = view! {
        <div on:dragover=|event: web_sys::DragEvent| event.prevent_default() on:drop=drop on:paste=paste>
            {reading.act.view()}
            {body}
        </div>
    };
    let title = if start == Start::Import { w().first_import() } else { w().add_title() };
    parts::page(title, &Route::List, content)
}

fn ways(reading: Reading, scans: Scanner, start: Start) -> AnyView {
    let text = Field { long: true, ..Field::new("paste") };
    let read = move || {
        if !text.value().is_empty() {
            reading.more(vec![text.value()]);
        }
    };
    view! {
        {scanner(scans)}
        <p class="hint drop-hint">{w().add_drop()}</p>
        {parts::field(text, w().add_paste_label(), w().add_paste_hint())}
        <div class="buttons">{reading.act.styled("button", w().add_paste_read(), read)}</div>
        {(start != Start::Import).then(|| parts::link_row(&Route::AddManual, w().add_manual(), ""))}
    }
    .into_any()
}
