//! What Regain stores, its owner can take away.

use leptos::prelude::*;
use regain_screen::message::{Answer, Command, Trouble};
use regain_screen::view::KitState;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::act::Act;
use crate::app::{backup, w};
use crate::browser;
use crate::parts::{self, Chosen, Confirm};
use crate::route::Route;
use crate::screens::backup::form::missing;

/// Encrypted to a passphrase, to the kit, or not at all.
pub fn export() -> AnyView {
    let passphrase = Chosen::new("export");
    let act = Act::new();
    let confirm = Confirm::new();
    let encrypted = move || {
        if passphrase.field.text.with_untracked(String::is_empty) {
            missing(act);
            return;
        }
        leptos::task::spawn_local(async move {
            match passphrase.secret().await {
                Some(secret) => act.run(Command::Export(Some(secret)), save),
                None => act.fail(Trouble::new("weak-passphrase", "")),
            }
        });
    };
    let has_kit = Memo::new(move |_| backup().is_some_and(|backup| backup.kit != KitState::None));
    let kit = move || {
        has_kit
            .get()
            .then(|| act.styled("button", w().export_kit(), move || act.run(Command::Export(None), save)))
    };
    let plain = move || act.run(Command::ExportPlain, save);
    let body = view! {
        <p>{w().export_intro()}</p>
        {parts::chosen_passphrase(passphrase, w().export_passphrase(), "")}
        {act.view()}
        <div class="buttons">
            {act.button(w().export_encrypted(), encrypted)}
            {kit}
            {act.styled("button danger", w().export_plain(), move || confirm.ask())}
        </div>
        {parts::confirm(confirm, w().export_plain_title(), w().export_plain_text(), w().export_plain(), plain)}
    };
    parts::page(w().export_title(), &Route::Settings, body)
}

fn save(answer: Answer) {
    let Answer::File { name, media, content } = answer else { return };
    if hand_over(&name, &media, content.expose()).is_ok() {
        parts::say(w().export_saved(&name));
    }
}

fn hand_over(name: &str, media: &str, content: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media);
    let blob = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&content.into()), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = browser::document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    browser::after(10_000, move || {
        let _ = Url::revoke_object_url(&url);
    });
    Ok(())
}
