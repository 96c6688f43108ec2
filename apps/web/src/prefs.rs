//! What this browser was told to do: nothing secret, kept by the browser.

use leptos::prelude::*;
use regain_screen::words::Language;

use crate::browser;

/// Settings that are no secret.
#[derive(Clone, Copy)]
pub struct Prefs {
    /// Language of the screens.
    pub language: RwSignal<Language>,
    /// `auto`, `light`, `dark`.
    pub theme: RwSignal<String>,
    /// Codes are hidden while the window is not seen.
    pub hide: RwSignal<bool>,
    /// Codes are shown after a tap.
    pub reveal: RwSignal<bool>,
    /// Seconds without a touch after which the app locks; 0: never.
    pub autolock: RwSignal<u32>,
}

impl Prefs {
    /// As kept, or as the browser is set.
    pub fn load() -> Self {
        Self {
            language: RwSignal::new(language()),
            theme: RwSignal::new(read("theme").unwrap_or_else(|| "auto".to_owned())),
            hide: RwSignal::new(read("hide").as_deref() == Some("1")),
            reveal: RwSignal::new(read("reveal").as_deref() == Some("1")),
            autolock: RwSignal::new(read("autolock").and_then(|text| text.parse().ok()).unwrap_or(300)),
        }
    }

    /// Keeps every change, and shows it.
    pub fn follow(self) {
        let first = language();
        Effect::new(move |_| {
            let language = self.language.get();
            if let Some(root) = browser::document().document_element() {
                let _ = root.set_attribute("lang", language.tag());
            }
            if language != first {
                write("language", language.tag());
            }
        });
        Effect::new(move |_| {
            let theme = self.theme.get();
            if let Some(root) = browser::document().document_element() {
                let _ = match theme.as_str() {
                    "light" | "dark" => root.set_attribute("data-theme", &theme),
                    _ => root.remove_attribute("data-theme"),
                };
            }
            write("theme", &theme);
        });
        Effect::new(move |_| write("hide", if self.hide.get() { "1" } else { "0" }));
        Effect::new(move |_| write("reveal", if self.reveal.get() { "1" } else { "0" }));
        Effect::new(move |_| write("autolock", &self.autolock.get().to_string()));
    }
}

fn read(name: &str) -> Option<String> {
    browser::storage()?.get_item(&format!("regain-{name}")).ok()?
}

fn write(name: &str, value: &str) {
    if let Some(storage) = browser::storage() {
        let _ = storage.set_item(&format!("regain-{name}"), value);
    }
}

/// Asked for in the address, kept, or the browser's.
fn language() -> Language {
    let search = browser::window().location().search().unwrap_or_default();
    let asked = web_sys::UrlSearchParams::new_with_str(&search).ok().and_then(|all| all.get("lang"));
    let own = browser::window().navigator().languages();
    let own = own.iter().filter_map(|tag| tag.as_string());
    asked
        .into_iter()
        .chain(read("language"))
        .chain(own)
        .find_map(|tag| Language::of_tag(&tag))
        .unwrap_or_default()
}
