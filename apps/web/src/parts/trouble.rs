//! What went wrong, and the next step.

use leptos::prelude::*;
use regain_screen::message::Trouble;

use crate::app::w;

/// A box that says it.
pub fn trouble(trouble: &Trouble) -> AnyView {
    let said = w().trouble(trouble);
    let names = (!trouble.names.is_empty()).then(|| trouble.names.join(", "));
    let detail = (!trouble.detail.is_empty()).then(|| trouble.detail.clone());
    view! {
        <div class="trouble" role="alert" tabindex="-1">
            <p class="strong">{said.what}</p>
            {names.map(|names| view! { <p class="names">{names}</p> })}
            <p>{said.next}</p>
            {detail.map(|detail| view! { <details><summary>{w().details()}</summary><p class="hint" lang="en">{detail}</p></details> })}
        </div>
    }
    .into_any()
}
