//! The whole app: what every screen can reach, and its start.

use std::sync::Arc;

use leptos::prelude::*;
use regain_screen::message::Command;
use regain_screen::view::{BackupView, Open};
use regain_screen::words::Words;

use crate::browser;
use crate::engine::Engine;
use crate::prefs::Prefs;
use crate::route::Route;
use crate::{idle, parts, route, screens};

/// Signals that live as long as the page.
#[derive(Clone, Copy)]
pub struct App {
    /// The engine.
    pub engine: Engine,
    /// The screen.
    pub route: RwSignal<Route>,
    /// What this browser was told to do.
    pub prefs: Prefs,
    /// Ms since the Unix epoch, moving every second.
    pub now: RwSignal<u64>,
    /// Whether the window is seen.
    pub visible: RwSignal<bool>,
    /// A new version waits.
    pub update: RwSignal<bool>,
    /// What the bar at the bottom says.
    pub snack: RwSignal<Option<parts::Snack>>,
    /// Whether the browser promised to keep what is stored; unknown is no reason to warn.
    pub kept: RwSignal<bool>,
}

thread_local! {
    static APP: App = App {
        engine: Engine::new(),
        route: RwSignal::new(route::present()),
        prefs: Prefs::load(),
        now: RwSignal::new(browser::now()),
        visible: RwSignal::new(!browser::document().hidden()),
        update: RwSignal::new(false),
        snack: RwSignal::new(None),
        kept: RwSignal::new(true),
    };
}

/// The app.
pub fn app() -> App {
    APP.with(|app| *app)
}

/// The words of the chosen language. A change of it draws every screen anew.
pub fn w() -> Words {
    Words::of(app().prefs.language.get_untracked())
}

/// What an open app shows, followed.
pub fn open() -> Option<Arc<Open>> {
    app().engine.open.get()
}

/// The backup, followed.
pub fn backup() -> Option<BackupView> {
    open().and_then(|open| open.backup.clone())
}

/// Asks for something whose end nobody waits for; trouble is said at the bottom.
pub fn tell(command: Command) {
    tell_then(command, || ());
}

/// The same, and does something when it went well.
pub fn tell_then(command: Command, then: impl FnOnce() + 'static) {
    leptos::task::spawn_local(async move {
        match app().engine.ask(command).await {
            Ok(_) => then(),
            Err(trouble) => parts::say(w().trouble(&trouble).what),
        }
    });
}

/// Once there is something to keep, the browser is asked to keep it.
fn keep(app: App) {
    Effect::new(move |asked: Option<bool>| {
        if asked == Some(true) || open().is_none_or(|open| open.accounts.is_empty()) {
            return asked == Some(true);
        }
        leptos::task::spawn_local(async move {
            let kept = wasm_bindgen_futures::JsFuture::from(browser::keep()).await;
            app.kept.set(kept.is_ok_and(|kept| kept.is_truthy()));
        });
        true
    });
}

/// Draws the app into the page.
pub fn mount() {
    let Some(place) = browser::document().get_element_by_id("app") else { return };
    let place = wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(place);
    mount_to(place, || {
        let app = app();
        app.prefs.follow();
        route::follow(app.route);
        idle::follow(app);
        browser::on_update(move || app.update.set(true));
        app.engine.start();
        keep(app);
        idle::tell_visible(app);
        screens::root()
    })
    .forget();
}
