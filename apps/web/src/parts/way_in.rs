//! A way into a backup: the passphrase, or the kit (typed, pasted, or scanned).

use leptos::prelude::*;
use regain_screen::message::{Secret, WayIn};

use super::field::{Field, choice, radio, secret_field};
use crate::app::w;
use crate::picture::{Scanner, scanner};

/// What was given.
#[derive(Clone, Copy)]
pub struct WayInForm {
    kit: RwSignal<bool>,
    passphrase: Field,
    words: Field,
}

impl WayInForm {
    /// Nothing given yet. `kit`: the kit is asked for first.
    pub fn new(kit: bool) -> Self {
        Self {
            kit: RwSignal::new(kit),
            passphrase: Field { autocomplete: "current-password", ..Field::new("way-passphrase") },
            words: Field::new("way-kit"),
        }
    }

    /// The way in, if one was given.
    pub fn value(self) -> Option<WayIn> {
        let (way, text): (fn(Secret) -> WayIn, Field) = if self.kit.get_untracked() {
            (WayIn::Kit, self.words)
        } else {
            (WayIn::Passphrase, self.passphrase)
        };
        let text = if self.kit.get_untracked() { text.value() } else { text.text.get_untracked() };
        (!text.is_empty()).then(|| way(Secret::new(text)))
    }

    /// Whether a kit's QR code was given, which names service and account itself.
    pub fn is_card(self) -> bool {
        self.kit.get() && self.words.text.with(|text| is_card(text))
    }

    /// Forgets what was typed.
    pub fn wipe(self) {
        self.passphrase.text.set(String::new());
        self.words.text.set(String::new());
    }
}

fn is_card(text: &str) -> bool {
    text.trim().to_ascii_lowercase().starts_with("regain-kit:")
}

/// The form. `only_kit`: nothing else helps here.
pub fn way_in(form: WayInForm, only_kit: bool) -> AnyView {
    let scans = Scanner::new(move |texts| {
        for text in texts.iter().filter(|text| is_card(text)) {
            form.words.text.set(text.clone());
        }
        texts.iter().any(|text| is_card(text))
    });
    let kit = move || {
        if form.is_card() {
            let again = move |_| form.words.text.set(String::new());
            return view! {
                <p class="notice">{w().way_scanned()} " " <button type="button" class="button" on:click=again>{w().add_again()}</button></p>
            }
            .into_any();
        }
        view! {
            {secret_field(form.words, w().way_kit_words(), w().way_kit_hint())}
            <p class="strong">{w().way_scan()}</p>
            {scanner(scans)}
        }
        .into_any()
    };
    let content = move || {
        if form.kit.get() {
            view! { <div>{kit}</div> }.into_any()
        } else {
            secret_field(form.passphrase, w().way_use_passphrase(), "")
        }
    };
    let choices = (!only_kit).then(|| {
        choice(
            w().way_title(),
            view! {
                {radio("way-in", form.kit, false, w().way_use_passphrase(), "")}
                {radio("way-in", form.kit, true, w().way_use_kit(), "")}
            },
        )
    });
    view! { {choices} {content} }.into_any()
}
