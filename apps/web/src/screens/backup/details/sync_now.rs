//! "Sync now". A sync that would remove more than a few accounts asks first, with their names.

use leptos::prelude::*;
use regain_screen::message::Command;
use regain_screen::view::Contact;

use crate::act::Act;
use crate::app::{backup, w};
use crate::parts::say;

/// The button and what it leads to.
pub fn sync_now() -> AnyView {
    let act = Act::new();
    let sync = move |consent| act.run(Command::Sync { consent }, |_| say(w().backup_synced()));
    // What stopped a sync in the background asks as well: the banner on the list leads here.
    let names = Memo::new(move |_| {
        if act.code().as_deref() == Some("needs-consent") {
            return act.names();
        }
        match backup().map(|backup| backup.contact) {
            Some(Contact::Stopped(trouble)) if trouble.code == "needs-consent" => trouble.names,
            _ => Vec::new(),
        }
    });
    let consent = move || {
        let names = names.get();
        (!names.is_empty()).then(|| consent(act, &names))
    };
    view! {
        {act.view()}
        {consent}
        <div class="buttons">{act.button(w().backup_sync_now(), move || sync(false))}</div>
    }
    .into_any()
}

fn consent(act: Act, names: &[String]) -> AnyView {
    let list: Vec<_> = names.iter().map(|name| view! { <li>{name.clone()}</li> }).collect();
    let agree = move || act.run(Command::Sync { consent: true }, |_| say(w().backup_synced()));
    view! {
        <section class="notice loud">
            <h2>{w().backup_consent_title(names.len() as u64)}</h2>
            <p>{w().backup_consent_text()}</p>
            <ul>{list}</ul>
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| act.clear()>{w().backup_consent_keep()}</button>
                {act.styled("button danger", w().backup_consent_go(), agree)}
            </div>
        </section>
    }
    .into_any()
}
