//! Two words of the kit, typed from what was kept.

use leptos::prelude::*;
use regain_screen::message::Command;

use super::flow::{Flow, Shown, Stage};
use super::sheet::{skip, skip_text};
use crate::app::w;
use crate::browser;
use crate::parts::{self, Confirm, Field};
use crate::screens::backup::form::{form, missing};

/// Asks for them.
pub fn check(flow: Flow, shown: Shown) -> AnyView {
    let (first, second) = positions();
    let (one, other) = (Field::new("kit-word-one"), Field::new("kit-word-other"));
    let leaving = Confirm::new();
    let makes = shown.makes;
    let text = skip_text(makes);
    let act = flow.keeping;
    let submit = move || {
        if one.value().is_empty() || other.value().is_empty() {
            missing(act);
            return;
        }
        act.run(Command::KitKept(vec![(first, one.value()), (second, other.value())]), move |_| {
            flow.stage.set(Some(Stage::Kept(makes)));
            browser::focus_soon("h2");
        });
    };
    let again = move |_| {
        act.clear();
        flow.stage.set(Some(Stage::Sheet(shown.clone())));
        browser::focus_soon("h2");
    };
    let fields = view! {
        {parts::field(one, &w().kit_word_number(&first.to_string()), "")}
        {parts::field(other, &w().kit_word_number(&second.to_string()), "")}
    };
    view! {
        <h2 tabindex="-1">{w().kit_check_title()}</h2>
        <p class="lead">{w().kit_check()}</p>
        {form(act, w().kit_check_go(), false, fields, submit)}
        <div class="buttons">
            <button type="button" class="button" disabled=move || act.busy() on:click=again>{w().kit_back_to_words()}</button>
            <button type="button" class="button" disabled=move || act.busy() on:click=move |_| leaving.ask()>{w().kit_later()}</button>
        </div>
        {skip(flow, leaving, text)}
    }
    .into_any()
}

/// Two different positions from 1 to 12, the smaller one first.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 12")]
fn positions() -> (u8, u8) {
    let below = |limit: u8| (js_sys::Math::random() * f64::from(limit)) as u8;
    let first = 1 + below(11);
    (first, first + 1 + below(12 - first))
}
