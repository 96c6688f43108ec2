//! The page that the link in an enrolment's QR code leads to, for whoever scanned it with something else than the app.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use regain_protocol::path::portal::ENROL_PAGE;

use crate::enrolment;
use crate::fault::Fault;
use crate::page::{Frame, show as page};
use crate::state::Shared;
use crate::visit::Visitor;

/// Its path, and the event stream of a page that shows a code.
pub fn routes() -> Router<Shared> {
    Router::new().route(ENROL_PAGE, get(show)).route("/enrolments/{id}/events", get(enrolment::events))
}

#[derive(Template)]
#[template(path = "enrol.html")]
struct EnrolPage {
    frame: Frame,
    /// The web app's address; the script adds the link, which stands in the fragment of this page's address only.
    app: Option<String>,
}

/// Explains. The portal never sees the code here.
async fn show(State(portal): State<Shared>, visitor: Visitor) -> Result<Response, Fault> {
    let frame = Frame::of(&visitor).with_script("enrol.js");
    page(&EnrolPage { frame, app: enrolment::app_link(&portal, "") })
}
