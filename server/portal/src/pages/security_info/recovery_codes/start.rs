//! What recovery codes are, before any are shown.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use regain_storage::portal::MethodKind;

use super::show::{current, path};
use crate::fault::Fault;
use crate::page::{Frame, Tab, redirect, show as page};
use crate::pages::security_info::draft::Draft;
use crate::session::Action;
use crate::state::Shared;
use crate::visit::Enrolling;

/// Where they begin.
pub const START: &str = "/security-info/recovery-codes";

#[derive(Template)]
#[template(path = "security_info/recovery_codes/start.html")]
struct StartPage {
    frame: Frame,
    /// There are some.
    again: bool,
}

/// Says it.
pub async fn start(State(portal): State<Shared>, Enrolling(me): Enrolling) -> Result<Response, Fault> {
    me.permit(Action::ShowRecoveryCodes, START)?;
    portal.require_kind(MethodKind::RecoveryCodes).await?;
    page(&StartPage { frame: Frame::of_me(&me, Tab::SecurityInfo), again: current(&me).is_some() })
}

/// Goes to new ones.
pub async fn begin(State(portal): State<Shared>, Enrolling(me): Enrolling) -> Result<Response, Fault> {
    me.permit(Action::ShowRecoveryCodes, START)?;
    portal.require_kind(MethodKind::RecoveryCodes).await?;
    Ok(redirect(&path(Draft::new(&portal, current(&me)))))
}
