//! A small menu behind three dots: Escape leaves it, arrow keys go through it, and the focus comes back.

use leptos::prelude::*;
use regain_screen::message::Command;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, FocusEvent, HtmlElement, KeyboardEvent, Node};

use crate::app::{tell, w};
use crate::browser;
use crate::route::Route;

/// An entry: its words, and where it leads or what it does.
pub enum Entry {
    /// Leads to a screen.
    Link(&'static str, Route),
    /// Asks the engine.
    Act(&'static str, Command),
}

/// The button and, once it was pressed, the entries.
pub fn menu(entries: impl Fn() -> Vec<Entry> + Send + 'static) -> AnyView {
    let shown = RwSignal::new(false);
    let turn = move || {
        shown.update(|shown| *shown = !*shown);
        browser::focus_soon(if shown.get_untracked() { "#menu > *" } else { "#menu-button" });
    };
    let keys = move |event: KeyboardEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        let Some(item) = target else { return };
        let key = event.key();
        match (shown.get_untracked(), key.as_str()) {
            (true, "Escape") | (false, "ArrowDown") => turn(),
            (true, " ") => item.click(),
            (true, key) => {
                let Some(next) = neighbour(&item, key) else { return };
                let _ = next.unchecked_into::<HtmlElement>().focus();
            }
            (false, _) => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    // Somewhere else was pressed, or Tab.
    let leave = move |event: FocusEvent| {
        let inside = event.current_target().and_then(|own| own.dyn_into::<Node>().ok()).is_some_and(|own| {
            let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
            to.is_some_and(|to| own.contains(Some(&to)))
        });
        if !inside {
            shown.try_set(false);
        }
    };
    let list = move || {
        shown.get().then(|| {
            let entries = entries().into_iter().map(entry).collect_view();
            view! { <div id="menu" class="menu-list" role="menu" aria-labelledby="menu-button">{entries}</div> }
        })
    };
    view! {
        // What is pressed must not take the focus first where a browser gives it to nothing: the menu would be gone.
        <div class="menu" on:keydown=keys on:focusout=leave on:mousedown=|event| event.prevent_default()>
            <button type="button" id="menu-button" class="icon-button" aria-label=w().menu() aria-haspopup="menu"
                aria-expanded=move || shown.get().to_string() on:click=move |_| turn()>"⋮"</button>
            {list}
        </div>
    }
    .into_any()
}

fn entry(entry: Entry) -> AnyView {
    match entry {
        Entry::Link(words, to) => {
            view! { <a role="menuitem" tabindex="-1" href=to.href()>{words}</a> }.into_any()
        }
        Entry::Act(words, command) => {
            let press = move |_| tell(command.clone());
            view! { <button type="button" role="menuitem" tabindex="-1" on:click=press>{words}</button> }
                .into_any()
        }
    }
}

fn neighbour(item: &Element, key: &str) -> Option<Element> {
    let menu = item.parent_element()?;
    match key {
        "ArrowDown" => item.next_element_sibling().or_else(|| menu.first_element_child()),
        "ArrowUp" => item.previous_element_sibling().or_else(|| menu.last_element_child()),
        "Home" => menu.first_element_child(),
        "End" => menu.last_element_child(),
        _ => None,
    }
}
