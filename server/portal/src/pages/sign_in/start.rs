//! The sign-in page.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

use crate::fault::Fault;
use crate::page::{Frame, show as page};
use crate::state::Shared;
use crate::visit::{Next, Visitor};

/// The page.
#[derive(Template)]
#[template(path = "sign_in/start.html")]
pub struct StartPage {
    /// What stands around it.
    pub frame: Frame,
    /// The organisation's address, for people to compare.
    pub host: String,
    /// Where to go afterwards.
    pub next: Next,
    /// The name as it was typed.
    pub name: String,
    /// What went wrong.
    pub error: Option<String>,
}

/// What its address may say.
#[derive(Debug, Deserialize)]
pub struct Asked {
    next: Option<String>,
}

/// Shows it.
pub async fn show(
    State(portal): State<Shared>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    page(&StartPage {
        frame: Frame::of(&visitor),
        host: portal.settings.address.host().to_owned(),
        next: Next::asked(asked.next.as_deref()),
        name: String::new(),
        error: None,
    })
}
