//! One request: who asks for what, and the answer.

use leptos::prelude::*;
use regain_screen::message::Command;
use regain_screen::message::portal::Ask;
use regain_screen::view::{PurposeView, RequestView};
use regain_screen::words::Words;

use super::number::number;
use crate::act::Act;
use crate::app::{app, w};
use crate::format;
use crate::parts::{self, Confirm, definition};

/// The request and its form. `is_gone`: it was answered or ended elsewhere. What came of the answer is said through `outcome`.
pub fn request(
    about: &RequestView,
    is_gone: RwSignal<bool>,
    outcome: RwSignal<Option<&'static str>>,
) -> AnyView {
    let (act, text) = (Act::new(), RwSignal::new(String::new()));
    let (ends, digits) = (about.ends, about.digits);
    let is_over = Memo::new(move |_| is_gone.get() || app().now.get() >= ends);
    let answer = move |ask: &Ask, said: &'static str| {
        act.run(Command::Portal(ask.pack()), move |_| outcome.set(Some(said)));
    };
    let key = StoredValue::new(about.key.clone());
    let approve = move || {
        let ask = Ask::Approve { request: key.get_value(), number: text.get_untracked() };
        answer(&ask, w().request_approved());
    };
    let deny = move || answer(&Ask::Deny(key.get_value()), w().request_denied());
    let report = move || answer(&Ask::Report(key.get_value()), w().request_reported());
    let form = move || {
        if is_over.get() {
            return view! { <p class="notice" role="status">{w().request_over()}</p> }.into_any();
        }
        view! {
            <form novalidate on:submit=move |event| { event.prevent_default(); approve(); }>
                {number(text, digits)}
                <div class="buttons">
                    {act.styled("button", w().request_deny(), deny)}
                    <button class="button primary" disabled=move || act.busy()>{w().request_approve()}</button>
                </div>
            </form>
        }
        .into_any()
    };
    let left = move || {
        let left = ends.saturating_sub(app().now.get()) / 1000;
        if is_over.get() { w().request_over().to_owned() } else { w().request_left(left) }
    };
    let unknown = |text: &Option<String>| text.clone().unwrap_or_else(|| w().request_unknown().to_owned());
    let title = match about.purpose {
        PurposeView::SignIn => w().request_sign_in(&about.application),
        PurposeView::StepUp => w().request_step_up(&about.application),
        PurposeView::Enrolment => w().request_enrolment().to_owned(),
    };
    let confirm = Confirm::new();
    view! {
        <h2 id="request-title" tabindex="-1">{title}</h2>
        <dl>
            {definition(w().request_account(), w().request_at(&about.name, &about.organisation))}
            {definition(w().enrol_portal(), view! { <span class="address" translate="no">{about.host.clone()}</span> })}
            {definition(w().request_application(), about.application.clone())}
            {definition(w().request_place(), unknown(&about.place))}
            {definition(w().request_browser(), unknown(&about.browser))}
            {definition(w().request_asked(), format::date_time(about.asked))}
            {definition(w().request_ends(), left)}
        </dl>
        {form}
        {act.view_saying(w().request_sending(), Words::portal_trouble)}
        <div class="buttons">{act.styled("button danger", w().request_report(), move || confirm.ask())}</div>
        {parts::confirm(confirm, w().request_report_title(), w().request_report_text(), w().request_report_go(), report)}
    }
    .into_any()
}
