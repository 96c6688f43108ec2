//! What went wrong, and the next step.

use leptos::prelude::*;
use regain_screen::message::Trouble;
use regain_screen::words::Said;

use crate::app::w;

/// A box that says it.
pub fn trouble(trouble: &Trouble) -> AnyView {
    said(&w().trouble(trouble), trouble)
}

/// The same in other words.
pub fn said(said: &Said, trouble: &Trouble) -> AnyView {
    let Said { what, next } = *said;
    let names = (!trouble.names.is_empty()).then(|| trouble.names.join(", "));
    let detail = (!trouble.detail.is_empty()).then(|| trouble.detail.clone());
    view! {
        <div class="trouble" role="alert" tabindex="-1">
            <p class="strong">{what}</p>
            {names.map(|names| view! { <p class="names">{names}</p> })}
            <p>{next}</p>
            {detail.map(|detail| view! { <details><summary>{w().details()}</summary><p class="hint" lang="en">{detail}</p></details> })}
        </div>
    }
    .into_any()
}
