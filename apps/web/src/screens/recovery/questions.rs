//! Which backup, and the way in.

use leptos::prelude::*;
use regain_screen::message::{Answer, Command, WayIn};

use super::flow::{Flow, Stage};
use crate::act::Act;
use crate::app::{open, w};
use crate::browser;
use crate::parts::{self, Field, WayInForm};
use crate::screens::backup::form::{form, missing};

/// Service, account and way in; a kit's code names the first two itself.
#[derive(Clone, Copy)]
pub struct Where {
    service: Field,
    account: Field,
    way_in: WayInForm,
}

/// What was answered: service, account, way in.
pub type Answered = (String, String, WayIn);

impl Where {
    /// With this app's own service.
    pub fn new() -> Self {
        Self {
            service: Field { autocomplete: "url", ..Field::with("recover-service", browser::origin()) },
            account: Field { autocomplete: "username", ..Field::new("recover-account") },
            way_in: WayInForm::new(false),
        }
    }

    /// What was answered; says what is missing.
    pub fn answered(self, act: Act) -> Option<Answered> {
        let (service, account) = (self.service.value(), self.account.value());
        let is_card = untrack(|| self.way_in.is_card());
        let answered = match self.way_in.value() {
            Some(way_in) if is_card => Some((String::new(), String::new(), way_in)),
            Some(way_in) if !service.is_empty() && !account.is_empty() => Some((service, account, way_in)),
            _ => None,
        };
        if answered.is_none() {
            missing(act);
        }
        answered
    }

    /// Forgets the secret.
    pub fn wipe(self) {
        self.way_in.wipe();
    }

    /// The fields.
    pub fn view(self) -> AnyView {
        let is_card = Memo::new(move |_| self.way_in.is_card());
        let place = move || {
            if is_card.get() {
                return parts::notice(w().recover_with_card(), false);
            }
            view! {
                {parts::field(self.service, w().recover_service(), "")}
                {parts::field(self.account, w().recover_account(), "")}
            }
            .into_any()
        };
        view! { {place} {parts::way_in(self.way_in, false)} }.into_any()
    }
}

/// The questions of "Begin recovery".
pub fn questions(flow: Flow) -> AnyView {
    let place = Where::new();
    let has_accounts = untrack(open).is_some_and(|open| !open.accounts.is_empty() || !open.bound.is_empty());
    let submit = move || {
        let Some((service, account, way_in)) = place.answered(flow.act) else { return };
        flow.act.run(Command::Recover { service, account, way_in }, move |answer| {
            if let Answer::Summary(summary) = answer {
                place.wipe();
                flow.stage.set(Stage::Found(summary));
                browser::focus_soon("h2");
            }
        });
    };
    let merge = has_accounts.then(|| parts::notice(w().recover_merge_intro(), false));
    view! {
        <p class="lead">{w().recover_intro()}</p>
        {merge}
        {form(flow.act, w().recover_find(), false, place.view(), submit)}
    }
    .into_any()
}
