//! The sign-in page.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

use crate::fault::Fault;
use crate::page::{Frame, show as page};
use crate::passkey::RelyingParty;
use crate::state::{Portal, Shared};
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
    /// Whether browsers make passkeys for the portal's address.
    pub passkeys: bool,
    /// The portal's address, for the script: under another one there are no passkeys.
    pub origin: String,
}

impl StartPage {
    /// The page for this browser.
    pub fn of(portal: &Portal, visitor: &Visitor, next: Next, name: String, error: Option<String>) -> Self {
        let address = &portal.settings.address;
        Self {
            frame: Frame::of(visitor).with_script("passkey.js"),
            host: address.host().to_owned(),
            next,
            name,
            error,
            passkeys: RelyingParty::of(address).is_some(),
            origin: address.as_str().to_owned(),
        }
    }
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
    let next = Next::asked(asked.next.as_deref());
    page(&StartPage::of(&portal, &visitor, next, String::new(), None))
}
