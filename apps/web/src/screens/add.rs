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
    /// Reads more. True if that is all there is: no part of an export is missing.
    fn more(self, new: Vec<String>) {
        let Some(mut texts) = self.texts.try_get_untracked() else { return };
        for text in new.into_iter().map(Secret::new) {
            if !texts.contains(&text) {
                texts.push(text);
            }
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

/// "Add account". `from_share`: another app handed something over.
pub fn add(from_share: bool) -> AnyView {
    let reading = Reading { texts: RwSignal::new(Vec::new()), found: RwSignal::new(None), act: Act::new() };
    let scans = Scanner::new(move |texts| {
        reading.more(texts);
        true
    });
    if from_share {
        shared::take(scans);
    }
    let has_found = Memo::new(move |_| reading.found.with(Option::is_some));
    let body = move || if has_found.get() { found::found(reading, scans) } else { ways(reading, scans) };
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
    parts::page(w().add_title(), &Route::List, content)
}

fn ways(reading: Reading, scans: Scanner) -> AnyView {
    let text = Field { long: true, ..Field::new("paste") };
    let read = move || {
        if !text.value().is_empty() {
            reading.more(vec![text.value()]);
        }
    };
    view! {
        {scanner(scans)}
        <p class="hint">{w().add_drop()}</p>
        {parts::field(text, w().add_paste_label(), w().add_paste_hint())}
        <div class="buttons">{reading.act.styled("button", w().add_paste_read(), read)}</div>
        {parts::link_row(&Route::AddManual, w().add_manual(), "")}
    }
    .into_any()
}
