//! A passphrase that is chosen, and how hard it is to guess: measured by a worker of its own, by the same rule as everywhere.

use leptos::prelude::*;
use regain_screen::message::Secret;
use wasm_bindgen::JsCast as _;
use web_sys::{MessageEvent, Worker};

use super::field::{Field, secret_field};
use crate::app::w;
use crate::browser;

/// How long the meter is waited for: ten seconds.
const METER_TRIES: u32 = 200;
const METER_PAUSE: i32 = 50;

thread_local! {
    static METER: Worker = browser::strength_worker();
}

/// What the meter said.
#[derive(Clone, Copy)]
pub struct Chosen {
    /// What was typed.
    pub field: Field,
    /// Whether that is hard enough to guess; `None` until it was measured.
    pub enough: RwSignal<Option<bool>>,
}

impl Chosen {
    /// Nothing typed yet.
    pub fn new(id: &'static str) -> Self {
        let field = Field { autocomplete: "new-password", ..Field::new(id) };
        Self { field, enough: RwSignal::new(None) }
    }

    /// What was typed, if it is good; waits for the meter, which is loaded when it is first needed.
    pub async fn secret(self) -> Option<Secret> {
        for _ in 0..METER_TRIES {
            let is_empty = self.field.text.try_with_untracked(String::is_empty).unwrap_or(true);
            match self.enough.try_get_untracked()? {
                None if !is_empty => browser::sleep(METER_PAUSE).await,
                enough => {
                    return (enough == Some(true)).then(|| Secret::new(self.field.text.get_untracked()));
                }
            }
        }
        None
    }
}

/// The field and its meter.
pub fn chosen_passphrase(chosen: Chosen, label: &str, hint: &str) -> AnyView {
    let asked = StoredValue::new(0_u32);
    METER.with(|meter| {
        let heard =
            wasm_bindgen::closure::Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                let data = event.data();
                let id = browser::property(&data, "id").as_f64();
                if id.is_some() && id == asked.try_get_value().map(f64::from) {
                    chosen.enough.try_set(browser::property(&data, "enough").as_bool());
                }
            });
        meter.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
    });
    Effect::new(move |_| {
        let text = chosen.field.text.get();
        chosen.enough.set(None);
        if text.is_empty() {
            return;
        }
        asked.update_value(|asked| *asked += 1);
        let known = js_sys::Array::of1(&"regain".into());
        let message = browser::object(&[
            ("id", asked.get_value().into()),
            ("text", text.into()),
            ("known", known.into()),
        ]);
        METER.with(|meter| {
            let _ = meter.post_message(&message);
        });
    });
    let words = move || match chosen.enough.get() {
        None => "",
        Some(true) => w().strength_enough(),
        Some(false) => w().strength_weak(),
    };
    let class = move || match chosen.enough.get() {
        Some(true) => "meter good",
        Some(false) => "meter weak",
        None => "meter",
    };
    view! { {secret_field(chosen.field, label, hint)} <p class=class role="status">{words}</p> }.into_any()
}
