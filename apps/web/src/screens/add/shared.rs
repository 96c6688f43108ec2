//! What another app shared with this one: the page's script fetched it, this screen reads it once.

use js_sys::Array;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::browser;
use crate::picture::Scanner;

/// Takes it.
pub fn take(scans: Scanner) {
    leptos::task::spawn_local(async move {
        let Ok(shared) = JsFuture::from(browser::shared()).await else { return };
        let texts: Vec<String> = list(&shared, "texts").filter_map(|text| text.as_string()).collect();
        if !texts.is_empty() {
            scans.give(texts);
        }
        list(&shared, "pictures")
            .filter_map(|one| one.dyn_into::<Blob>().ok())
            .for_each(|blob| scans.file(blob));
    });
}

fn list(shared: &JsValue, name: &str) -> impl Iterator<Item = JsValue> {
    let found = if shared.is_object() { browser::property(shared, name) } else { JsValue::UNDEFINED };
    found.dyn_into::<Array>().unwrap_or_default().into_iter()
}
