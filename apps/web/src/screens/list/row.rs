//! One account: its code, and the time that is left.

use leptos::prelude::*;
use regain_screen::message::Command;
use regain_screen::view::CodeView;

use crate::app::{app, tell, w};
use crate::browser;
use crate::parts;
use crate::route::Route;

/// The next code is shown when the present one has this long to go, ms.
const NEXT_BEFORE: u64 = 5000;

/// A line of the list.
pub fn row(id: String) -> AnyView {
    let Some(live) = app().engine.live(&id) else { return ().into_any() };
    let revealed = RwSignal::new(false);
    let code = live.code;
    let row = live.row;
    let own = id.clone();
    let head = {
        let row = row.clone();
        move || {
            let row = row.get();
            let href = Route::Account(own.clone()).href();
            let star = row
                .favourite
                .then(|| view! { <span class="star" role="img" aria-label=w().list_favourite()>"★"</span> });
            let waiting = (row.waiting
                && app().engine.open.with(|open| open.as_ref().is_some_and(|open| open.backup.is_some())))
            .then(|| view! { <span class="hint">{w().list_waiting()}</span> });
            let icon = parts::icon(&row.issuer, &row.label, Some(w().list_drag()));
            let trouble = (!row.trouble.is_empty())
                .then(|| view! { <span class="loud-text">{row.trouble.clone()}</span> });
            view! {
                {icon}
                <a class="account-open" href=href aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown">
                    <span class="issuer">{row.issuer}{star}</span><span class="label">{row.label}</span>{waiting}{trouble}
                </a>
            }
        }
    };
    let is_hidden = move || {
        let prefs = app().prefs;
        (prefs.reveal.get() && !revealed.get()) || (prefs.hide.get() && !app().visible.get())
    };
    let name = move || {
        let row = row.get_untracked();
        format!("{} {}", row.issuer, row.label).trim().to_owned()
    };
    let is_there = {
        let code = code.clone();
        move || code.with(Option::is_some)
    };
    let button = {
        let code = code.clone();
        move || {
            let (code, name) = (code.clone(), name.clone());
            is_there().then(move || code_button(code, name(), is_hidden, revealed))
        }
    };
    let counter = {
        let code = code.clone();
        move || {
            let id = id.clone();
            code.with(|code| code.as_ref().is_some_and(|code| code.counter.is_some())).then(move || {
                let press = move |_| tell(Command::Advance(id.clone()));
                view! {
                    <button type="button" class="icon-button" title=w().list_counter() aria-label=w().list_counter() on:click=press>"↻"</button>
                }
            })
        }
    };
    view! { <li class="account">{head}<div class="code-place">{button}{counter}{ring(code)}</div></li> }
        .into_any()
}

fn code_button(
    code: ArcRwSignal<Option<CodeView>>,
    name: String,
    is_hidden: impl Fn() -> bool + Copy + Send + 'static,
    revealed: RwSignal<bool>,
) -> AnyView {
    let shown = {
        let code = code.clone();
        move || match (is_hidden(), code.get()) {
            (false, Some(code)) => code.code,
            _ => "••• •••".to_owned(),
        }
    };
    let next = {
        let (code, its) = (code.clone(), code.clone());
        let ending = Memo::new(move |_| {
            let now = app().now.get();
            its.with(|code| {
                code.as_ref().is_some_and(|code| code.until > 0 && code.until < now + NEXT_BEFORE)
            })
        });
        move || (ending.get() && !is_hidden()).then(|| code.get().map(|code| w().list_next(&code.next)))
    };
    let press = move |_| {
        if is_hidden() {
            revealed.set(true);
            browser::after(30_000, move || {
                revealed.try_set(false);
            });
        } else if let Some(code) = code.get_untracked() {
            parts::copy(code.code.replace(' ', ""));
        }
    };
    let label = move || if is_hidden() { w().list_reveal(&name) } else { w().list_copy(&name) };
    let title = label.clone();
    view! {
        <button type="button" class="code" title=title on:click=press>
            <span class="digits">{shown}</span>
            <span class="unseen">{label}</span>
            <span class="next">{next}</span>
        </button>
    }
    .into_any()
}

/// How much time is left, drawn by the browser itself: no timer runs for it.
fn ring(code: ArcRwSignal<Option<CodeView>>) -> AnyView {
    let drawn = move || {
        let code = code.get()?;
        if code.until == 0 {
            return None;
        }
        let period = u64::from(code.period);
        let gone = period.saturating_sub(code.until.saturating_sub(browser::now()));
        Some(view! {
            <svg class="ring" viewBox="0 0 24 24" aria-hidden="true">
                <circle cx="12" cy="12" r="9" class="ring-back"></circle>
                <circle cx="12" cy="12" r="9" class="ring-left"
                    style:animation-duration=format!("{period}ms") style:animation-delay=format!("-{gone}ms")></circle>
            </svg>
        })
    };
    drawn.into_any()
}
