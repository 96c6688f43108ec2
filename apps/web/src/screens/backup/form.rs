//! A form with one purpose: what is asked, how it goes, and the button. Enter does it, too.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use regain_screen::message::Trouble;

use crate::act::Act;

/// The form. `danger`: what it does is hard to take back.
pub fn form(
    act: Act,
    label: impl Into<String>,
    danger: bool,
    body: impl IntoView + 'static,
    submit: impl Fn() + 'static,
) -> AnyView {
    let label = label.into();
    let class = if danger { "button danger" } else { "button primary" };
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        submit();
    };
    view! {
        <form novalidate on:submit=send>
            {body}
            {act.view()}
            <div class="buttons">
                <button type="submit" class=class disabled=move || act.busy()>{label}</button>
            </div>
        </form>
    }
    .into_any()
}

/// Something was left empty: said where other trouble is.
pub fn missing(act: Act) {
    act.fail(Trouble::new("field-missing", ""));
}
