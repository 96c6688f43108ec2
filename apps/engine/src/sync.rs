//! Staying in touch with the service. What it takes is a part of its own: codes are shown before anything is synced.

mod run;

use std::rc::Rc;

use regain_screen::view::Contact;
use wasm_bindgen_futures::spawn_local;

use crate::app::App;
use crate::{part, platform};

pub use run::{ask, now, on_line, refresh_status, round, service};

/// Where the stream does not work, and at most between two tries.
const POLL_MS: u32 = 30_000;
const FIRST_PAUSE_MS: u32 = 1_000;

/// After a change, and when somebody begins to look: in the background; what fails is seen on the screen and tried again. Portals are
/// watched from here on.
pub fn soon(app: &Rc<App>) {
    let (syncs, has_keys) =
        app.read(|replica| (replica.membership.is_some(), !replica.holdings.is_empty())).unwrap_or_default();
    let app = Rc::clone(app);
    spawn_local(async move {
        if has_keys && let Ok(portal) = part::portal().await {
            (portal.watch)(&app);
        }
        if !syncs {
            return;
        }
        match part::rest(&app).await {
            Ok(rest) => (rest.sync)(&app).await,
            Err(_) => app.set_contact(Contact::Away),
        }
    });
}

/// Follows the service for as long as this tab leads: while the app is open, has a backup and is looked at.
pub async fn follow(app: Rc<App>) {
    let mut pause = FIRST_PAUSE_MS;
    while !app.is_retired.get() {
        let wanted = app.visible.get() && has_backup(&app);
        if wanted && in_touch(&app).await {
            pause = FIRST_PAUSE_MS;
        } else if wanted {
            pause = (pause * 2).min(POLL_MS);
        } else {
            pause = FIRST_PAUSE_MS;
        }
        platform::sleep(pause).await;
    }
}

async fn in_touch(app: &Rc<App>) -> bool {
    match part::rest(app).await {
        Ok(rest) => (rest.round)(app).await,
        Err(_) => false,
    }
}

fn has_backup(app: &App) -> bool {
    app.read(|replica| replica.membership.is_some()).unwrap_or(false)
}
