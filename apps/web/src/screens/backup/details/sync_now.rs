//! "Sync now". A sync that would remove more than a few accounts asks first, with their names.

use leptos::prelude::*;
use regain_screen::message::Command;

use crate::act::Act;
use crate::app::w;
use crate::parts::say;

/// The button and what it leads to.
pub fn sync_now() -> AnyView {
    let act = Act::new();
    let sync = move |consent| act.run(Command::Sync { consent }, |_| say(w().backup_synced()));
    let needs_consent = Memo::new(move |_| act.code().as_deref() == Some("needs-consent"));
    let consent = move || needs_consent.get().then(|| consent(act));
    view! {
        {act.view()}
        {consent}
        <div class="buttons">{act.button(w().backup_sync_now(), move || sync(false))}</div>
    }
    .into_any()
}

fn consent(act: Act) -> AnyView {
    let names = untrack(|| act.names());
    let agree = move || act.run(Command::Sync { consent: true }, |_| say(w().backup_synced()));
    view! {
        <section class="notice loud">
            <h2>{w().backup_consent_title(names.len() as u64)}</h2>
            <p>{w().backup_consent_text()}</p>
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| act.clear()>{w().backup_consent_keep()}</button>
                {act.styled("button danger", w().backup_consent_go(), agree)}
            </div>
        </section>
    }
    .into_any()
}
