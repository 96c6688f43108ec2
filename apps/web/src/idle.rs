//! Time, and whether somebody is there.

use leptos::prelude::*;
use regain_screen::message::Command;
use regain_screen::view::LockView;

use crate::app::{App, tell};
use crate::browser;

/// Moves the clock, and locks what was left alone.
pub fn follow(app: App) {
    let touched = RwSignal::new(browser::now());
    let window = browser::window();
    for event in ["pointerdown", "keydown"] {
        browser::on(&window, event, move |_| touched.set(browser::now()));
    }
    browser::on(&browser::document(), "visibilitychange", move |_| {
        app.visible.set(!browser::document().hidden());
        tell_visible(app);
        lock_if_left(app, touched.get_untracked());
    });
    browser::every(1000, move || {
        lock_if_left(app, touched.get_untracked());
        if app.visible.get_untracked() {
            app.now.set(browser::now());
        }
    });
}

/// Codes are computed only where somebody looks.
pub fn tell_visible(app: App) {
    tell(Command::Visible(app.visible.get_untracked()));
}

fn lock_if_left(app: App, touched: u64) {
    let seconds = u64::from(app.prefs.autolock.get_untracked());
    let locks = app
        .engine
        .open
        .with_untracked(|open| open.as_ref().is_some_and(|open| open.lock != LockView::Device));
    if seconds > 0 && locks && browser::now().saturating_sub(touched) > seconds * 1000 {
        tell(Command::Lock);
    }
}
