//! QR codes from the camera and from pictures.

mod camera;
mod decode;

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::{Blob, HtmlInputElement};

use crate::app::w;
use crate::parts;

type Heard = Arc<dyn Fn(Vec<String>) -> bool + Send + Sync>;

/// Where what was read goes; the answer is whether that was enough.
#[derive(Clone, Copy)]
pub struct Scanner {
    heard: StoredValue<Heard>,
    camera: RwSignal<bool>,
}

impl Scanner {
    /// Gives texts to `heard`.
    pub fn new(heard: impl Fn(Vec<String>) -> bool + Send + Sync + 'static) -> Self {
        Self { heard: StoredValue::new(Arc::new(heard)), camera: RwSignal::new(false) }
    }

    /// Hands texts on; the answer is whether they are enough.
    pub fn give(self, texts: Vec<String>) -> bool {
        self.heard.try_get_value().is_none_or(|heard| heard(texts))
    }

    /// Reads a file: a picture's QR codes, or the text of any other.
    pub fn file(self, file: impl Into<Blob>) {
        let file: Blob = file.into();
        leptos::task::spawn_local(async move {
            if file.type_().starts_with("image/") {
                match decode::picture(&file).await {
                    None => parts::say(w().add_no_picture()),
                    Some(texts) if texts.is_empty() => parts::say(w().add_no_qr()),
                    Some(texts) => {
                        self.give(texts);
                    }
                }
            } else if let Ok(text) = wasm_bindgen_futures::JsFuture::from(file.text()).await {
                self.give(text.as_string().into_iter().collect());
            }
        });
    }
}

/// A button for the camera, and one for a picture.
pub fn scanner(scanner: Scanner) -> AnyView {
    let camera = move || {
        if scanner.camera.get() {
            camera::view(scanner)
        } else {
            let start = move |_| scanner.camera.set(true);
            view! { <button type="button" class="button primary" on:click=start>{w().add_camera()}</button> }
                .into_any()
        }
    };
    let chosen = move |event: web_sys::Event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(files) = input.files() {
            for file in (0..files.length()).filter_map(|index| files.get(index)) {
                scanner.file(file);
            }
        }
        input.set_value("");
    };
    view! {
        <div class="scanner">
            {camera}
            <label class="button file">
                {w().add_picture()}
                <input type="file" multiple=true class="unseen" on:change=chosen />
            </label>
        </div>
    }
    .into_any()
}
