//! "Start by getting an app."

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regain_storage::portal::MethodKind;

use super::key::Strength;
use crate::fault::Fault;
use crate::page::{Frame, Tab, redirect, show as page};
use crate::pages::security_info::draft::Draft;
use crate::session::Action;
use crate::state::Shared;
use crate::visit::Enrolling;

#[derive(Template)]
#[template(path = "security_info/add/code_start.html")]
struct StartPage {
    frame: Frame,
}

/// Shows which apps will do.
pub async fn start(State(portal): State<Shared>, Enrolling(me): Enrolling) -> Result<Response, Fault> {
    me.permit(Action::AddMethod, "/security-info/add/code")?;
    portal.require_kind(MethodKind::Code).await?;
    page(&StartPage { frame: Frame::of_me(&me, Tab::SecurityInfo) })
}

/// Goes to the page of a new draft. Nothing is kept by it.
pub async fn begin(
    State(portal): State<Shared>,
    Enrolling(me): Enrolling,
    Path(strength): Path<String>,
) -> Result<Response, Fault> {
    let strength: Strength = strength.parse().map_err(|_| Fault::NotFound)?;
    me.permit(Action::AddMethod, "/security-info/add/code")?;
    portal.require_kind(MethodKind::Code).await?;
    Ok(redirect(&strength.path(Draft::new(&portal, None))))
}
