//! The number that stands in the browser.

use leptos::prelude::*;

use crate::app::w;
use crate::browser;
use crate::parts;

/// Spaces, where people group digits.
const ROOM: u8 = 4;

/// A field for it, which has the focus as soon as it is seen.
pub fn number(text: RwSignal<String>, digits: u8) -> AnyView {
    browser::focus_soon("#number");
    let input = view! {
        <input id="number" type="text" inputmode="numeric" autocomplete="off" autofocus maxlength=digits + ROOM
            aria-describedby="number-hint" prop:value=move || text.get()
            on:input=move |event| text.set(event_target_value(&event)) />
    };
    let hint = w().request_number_hint(&digits.to_string());
    parts::labelled("number", w().request_number(), &hint, "number-hint".to_owned(), input.into_any())
}
