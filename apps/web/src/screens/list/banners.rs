//! What needs to be known above the list.

use leptos::prelude::*;
use regain_screen::view::{BackupView, Contact, KitState, Open};

use crate::app::{app, open, w};
use crate::browser;
use crate::route::Route;

#[derive(Clone, PartialEq)]
struct Banner {
    text: String,
    go: Option<(&'static str, Route)>,
    loud: bool,
}

impl Banner {
    fn new(text: impl Into<String>, loud: bool, go: &'static str, route: Route) -> Self {
        Self { text: text.into(), go: Some((go, route)), loud }
    }
}

/// All of them, the most urgent first.
pub fn banners() -> AnyView {
    let all = Memo::new(move |_| open().map(|open| of(&open)).unwrap_or_default());
    let drawn = move || all.get().into_iter().map(draw).collect_view();
    let update = move || {
        app().update.get().then(|| {
            view! {
                <div class="notice banner">
                    <p>{w().banner_update()}</p>
                    <button type="button" class="button" on:click=|_| browser::apply_update()>{w().banner_update_go()}</button>
                </div>
            }
        })
    };
    view! { <div class="banners">{update}{drawn}</div> }.into_any()
}

fn draw(banner: Banner) -> AnyView {
    let class = if banner.loud { "notice banner loud" } else { "notice banner" };
    let go = banner.go.map(|(words, route)| view! { <a class="button" href=route.href()>{words}</a> });
    view! { <div class=class><p>{banner.text}</p>{go}</div> }.into_any()
}

fn of(open: &Open) -> Vec<Banner> {
    let mut all = Vec::new();
    if open.removed_from.is_some() {
        all.push(Banner::new(w().banner_removed(), true, w().banner_look(), Route::Removed));
    }
    if !open.proposals.is_empty() {
        let text = w().banner_proposals(open.proposals.len() as u64);
        all.push(Banner::new(text, true, w().banner_look(), Route::Devices));
    }
    if open.requests > 0 {
        all.push(Banner::new(w().banner_request(), true, w().banner_look(), Route::Requests));
    }
    if !open.exposed.is_empty() {
        let text = w().banner_exposed(open.exposed.len() as u64);
        all.push(Banner::new(text, true, w().banner_look(), Route::Exposed));
    }
    let (broken, newer) = (open.broken.len() as u64, u64::from(open.unreadable));
    let total = open.accounts.len() as u64 + open.bound.len() as u64 + broken + newer;
    if broken > 0 {
        // The service may still have it from before it was damaged.
        let go = open.backup.as_ref().map(|_| (w().settings_history(), Route::History));
        all.push(Banner { text: w().banner_broken(&broken.to_string(), total), go, loud: true });
    }
    if newer > 0 {
        all.push(Banner { text: w().banner_newer(&newer.to_string(), total), go: None, loud: true });
    }
    match &open.backup {
        Some(backup) => of_backup(backup, &mut all),
        None if !open.accounts.is_empty() => {
            let text = if app().kept.get() { w().banner_nothing() } else { w().banner_forgets() };
            all.push(Banner::new(text, true, w().banner_nothing_go(), Route::BackupOn));
        }
        None => {}
    }
    all
}

fn of_backup(backup: &BackupView, all: &mut Vec<Banner>) {
    let details = |text: String, loud| Banner::new(text, loud, w().banner_details(), Route::Details);
    match backup.contact {
        Contact::Stopped(_) => all.push(details(w().banner_stopped().to_owned(), true)),
        Contact::Away => all.push(details(w().banner_away().to_owned(), false)),
        Contact::Good | Contact::Busy => {}
    }
    if backup.waiting > 0 && backup.contact != Contact::Busy {
        all.push(details(w().banner_waiting(u64::from(backup.waiting)), false));
    }
    if backup.clock_off.is_some() {
        all.push(details(w().banner_clock().to_owned(), true));
    }
    if !backup.is_protected {
        let route = if backup.kit == KitState::None { Route::RecoveryAccount } else { Route::Verify };
        all.push(Banner::new(w().banner_unprotected(), true, w().banner_unprotected_go(), route));
    }
}
