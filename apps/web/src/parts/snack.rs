//! The bar at the bottom: what was done, and a way to undo it. A screen reader reads it out as it appears.

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use regain_screen::message::Command;

use crate::app::{app, tell, w};
use crate::browser;

/// What it says.
#[derive(Clone)]
pub struct Snack {
    text: String,
    undo: Option<Command>,
    born: u64,
}

/// Says something.
pub fn say(text: impl Into<String>) {
    put(text.into(), None);
}

/// Says something that can be undone.
pub fn say_undo(text: impl Into<String>, undo: Command) {
    put(text.into(), Some(undo));
}

fn put(text: String, undo: Option<Command>) {
    let born = browser::now();
    let long = undo.is_some();
    app().snack.set(Some(Snack { text, undo, born }));
    browser::after(if long { 10_000 } else { 4000 }, move || {
        app().snack.update(|snack| {
            if snack.as_ref().is_some_and(|snack| snack.born == born) {
                *snack = None;
            }
        });
    });
}

/// The bar.
pub fn snackbar() -> AnyView {
    let content = move || {
        app().snack.get().map(|snack| {
            let undo = snack.undo.map(|command| {
                let press = move |_| {
                    tell(command.clone());
                    app().snack.set(None);
                };
                view! { <button type="button" class="button" on:click=press>{w().undo()}</button> }
            });
            view! { <div class="snack"><span>{snack.text}</span>{undo}</div> }
        })
    };
    view! { <div class="snack-place" role="status">{content}</div> }.into_any()
}

/// Copies a text, says so, and takes it out of the clipboard after half a minute where the page is still in front.
pub fn copy(text: String) {
    leptos::task::spawn_local(async move {
        let clipboard = browser::window().navigator().clipboard();
        if JsFuture::from(clipboard.write_text(&text)).await.is_err() {
            say(w().list_no_copy());
            return;
        }
        say(w().copied());
        browser::sleep(30_000).await;
        let _ = JsFuture::from(clipboard.write_text("")).await;
    });
}
