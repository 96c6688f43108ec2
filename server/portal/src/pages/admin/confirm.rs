//! The page before what can't be taken back, or not without trouble.

use askama::Template;
use axum::response::Response;
use regain_storage::portal::PersonRow;

use super::span::Choice;
use crate::deeds::id_text;
use crate::fault::Fault;
use crate::page::{Frame, Tab, show as page};
use crate::people::Ruling;
use crate::visit::Me;

/// What it says.
#[derive(Template)]
#[template(path = "admin/confirm.html")]
pub struct Confirm {
    frame: Frame,
    title: String,
    text: String,
    /// The path that its form is sent to, and the page itself.
    action: String,
    back: String,
    button: &'static str,
    grave: bool,
    second: bool,
    days: Vec<Choice>,
}

impl Confirm {
    /// About this person.
    pub fn of(
        me: &Me,
        target: &PersonRow,
        verb: &str,
        title: String,
        text: String,
        button: &'static str,
    ) -> Self {
        let back = member_path(target);
        Self {
            frame: Frame::of_me(me, Tab::Administration),
            title,
            text,
            action: format!("{back}/{verb}"),
            back,
            button,
            grave: false,
            second: false,
            days: Vec::new(),
        }
    }

    /// It takes something away.
    #[must_use]
    pub fn grave(self) -> Self {
        Self { grave: true, ..self }
    }

    /// It waits for a second administrator, if so.
    #[must_use]
    pub fn ruled(self, ruling: Ruling) -> Self {
        Self { second: ruling == Ruling::WithAnother, ..self }
    }

    /// With a choice of days.
    #[must_use]
    pub fn with_days(self, days: Vec<Choice>) -> Self {
        Self { days, ..self }
    }

    /// The page.
    pub fn show(&self) -> Result<Response, Fault> {
        page(self)
    }
}

/// The page of a person.
pub fn member_path(person: &PersonRow) -> String {
    format!("/admin/members/{}", id_text(&person.id.0))
}
