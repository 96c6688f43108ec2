//! This device was removed: said plainly, and what it had not uploaded is its owner's to decide.

use leptos::prelude::*;
use regain_screen::message::Command;

use crate::act::Act;
use crate::app::{open, w};
use crate::parts::{self, Confirm, say};
use crate::route::{Route, go};

/// The notice.
pub fn removed() -> AnyView {
    let from = Memo::new(|_| open().and_then(|open| open.removed_from.clone()));
    let left = Memo::new(|_| open().map_or(0, |open| u64::from(open.left_behind)));
    let act = Act::new();
    let content = move || match from.get() {
        None => parts::empty(w().removed_not(), ""),
        Some(account) => notice(&account, left.get(), act),
    };
    let body = view! {
        {content}
        {act.view()}
        <nav class="list" aria-label=w().more()>
            {parts::link_row(&Route::Recover, w().removed_rejoin(), "")}
            {parts::link_row(&Route::List, w().recover_done_go(), "")}
        </nav>
    };
    parts::page(w().removed_title(), &Route::List, body)
}

fn notice(account: &str, left: u64, act: Act) -> AnyView {
    let text = w().removed_text(account);
    let choice = if left == 0 {
        let anew = move || act.run(Command::SettleRemoval { keep: false }, |_| go(&Route::List));
        view! { <div class="buttons">{act.button(w().removed_start_anew(), anew)}</div> }.into_any()
    } else {
        left_behind(left, act)
    };
    view! {
        {parts::notice(text, true)}
        <p>{w().removed_not_me()}</p>
        {choice}
    }
    .into_any()
}

fn left_behind(left: u64, act: Act) -> AnyView {
    let dropping = Confirm::new();
    let keep = move || {
        act.run(Command::SettleRemoval { keep: true }, |_| {
            // What belongs to an account whose secret was dropped goes on waiting.
            let waits = untrack(open).is_some_and(|open| open.left_behind > 0);
            say(if waits { w().removed_kept_part() } else { w().removed_kept() });
        });
    };
    let drop = move || act.run(Command::SettleRemoval { keep: false }, |_| go(&Route::List));
    view! {
        <p class="strong">{w().removed_left(left)}</p>
        <div class="buttons">
            {act.styled("button", w().removed_drop(), move || dropping.ask())}
            {act.button(w().removed_keep(), keep)}
        </div>
        {parts::confirm(dropping, w().removed_drop_title(), w().removed_drop_text(left), w().removed_drop(), drop)}
    }
    .into_any()
}
