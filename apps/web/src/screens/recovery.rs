//! "Begin recovery": what is there is shown first; nothing changes before the answer.

mod flow;
mod found;
pub mod preview;
mod questions;
mod restored;

pub use questions::Where;

use leptos::prelude::*;
use regain_screen::message::Command;

use self::flow::{Flow, Stage, flow};
use crate::app::{app, backup, tell, w};
use crate::parts;
use crate::route::Route;

/// "Begin recovery".
pub fn recover() -> AnyView {
    let flow = flow();
    on_cleanup(move || leave(flow));
    let own = Memo::new(|_| backup().map(|backup| backup.account));
    let content = move || match (flow.stage.get(), own.get()) {
        // While it is restored, the backup appears before the end of it.
        (Stage::Asking, Some(account)) => has_backup(&account),
        (Stage::Asking, None) => questions::questions(flow),
        (Stage::Found(summary), _) => found::found(flow, &summary),
        (Stage::Restored { summary, device }, _) => restored::restored(&summary, &device),
    };
    parts::page(w().recover_title(), &Route::List, content)
}

/// What was found and not taken is forgotten with the screen. A screen that is only drawn anew is not left.
fn leave(flow: Flow) {
    if app().route.get_untracked() == Route::Recover || untrack(|| flow.act.busy()) {
        return;
    }
    if matches!(flow.stage.get_untracked(), Stage::Found(_)) {
        tell(Command::RecoverCancel);
    }
    flow.act.clear();
    flow.stage.set(Stage::Asking);
}

fn has_backup(account: &str) -> AnyView {
    view! {
        {parts::empty(w().recover_has_backup(account), w().recover_has_backup_next())}
        <div class="buttons"><a class="button primary" href=Route::Backup.href()>{w().recover_to_backup()}</a></div>
    }
    .into_any()
}
