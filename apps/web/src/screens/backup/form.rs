//! A form with one purpose: what is asked, how it goes, and the button. Enter does it, too.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use regain_screen::message::Trouble;
use wasm_bindgen::JsCast as _;

use crate::act::Act;
use crate::browser;

/// The form. `danger`: what it does is hard to take back. What went wrong before is over once something else is given.
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
        <form novalidate on:submit=send on:input=move |_| act.clear()>
            {body}
            {act.view()}
            <div class="buttons">
                <button type="submit" class=class disabled=move || act.busy()>{label}</button>
            </div>
        </form>
    }
    .into_any()
}

/// Something was left empty: said where other trouble is, with what it is.
pub fn missing(act: Act) {
    act.fail(Trouble { names: empty(), ..Trouble::new("field-missing", "") });
}

/// Labels of what is empty. The screens with such a form ask for nothing that may stay so.
fn empty() -> Vec<String> {
    let Ok(inputs) = browser::document().query_selector_all("main input") else { return Vec::new() };
    let inputs = (0..inputs.length())
        .filter_map(|index| inputs.item(index)?.dyn_into::<web_sys::HtmlInputElement>().ok());
    let left = inputs.filter(|input| match input.type_().as_str() {
        "checkbox" => !input.checked(),
        "text" | "password" => input.value().trim().is_empty(),
        _ => false,
    });
    left.filter_map(|input| input.labels()?.item(0)?.text_content()).collect()
}
