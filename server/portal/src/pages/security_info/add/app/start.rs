//! "Start by getting the app", "Set up your account", and the code.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use regain_storage::portal::MethodKind;
use serde::Deserialize;

use crate::enrolment;
use crate::fault::Fault;
use crate::page::{Frame, Tab, redirect, show as page};
use crate::pages::security_info::add::replaceable::{self, Replaceable};
use crate::session::Action;
use crate::state::Shared;
use crate::visit::{Enrolling, Sent};

/// Where it begins.
pub const START: &str = "/security-info/add/app";
const ACCOUNT: &str = "/security-info/add/app/account";

#[derive(Template)]
#[template(path = "security_info/add/app_start.html")]
struct StartPage {
    frame: Frame,
    /// The web app's address, if the portal knows one.
    app: Option<String>,
    /// Codes of any other app may be added as well.
    codes: bool,
}

#[derive(Template)]
#[template(path = "security_info/add/app_account.html")]
struct AccountPage {
    frame: Frame,
    replaceable: Vec<Replaceable>,
    /// Nothing is chosen yet.
    replaces: String,
}

/// The form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    replaces: String,
}

/// Shows where the app is to be had.
pub async fn start(State(portal): State<Shared>, Enrolling(me): Enrolling) -> Result<Response, Fault> {
    me.permit(Action::AddMethod, START)?;
    portal.require_kind(MethodKind::Approval).await?;
    page(&StartPage {
        frame: Frame::of_me(&me, Tab::SecurityInfo),
        app: portal.settings.app.as_ref().map(|app| format!("{app}/app/")),
        codes: portal.require_kind(MethodKind::Code).await.is_ok(),
    })
}

/// Says what to do in the app, and asks what the new method takes the place of.
pub async fn account(State(portal): State<Shared>, Enrolling(me): Enrolling) -> Result<Response, Fault> {
    me.permit(Action::AddMethod, ACCOUNT)?;
    portal.require_kind(MethodKind::Approval).await?;
    let replaceable = replaceable::all(&me.standing);
    page(&AccountPage { frame: Frame::of_me(&me, Tab::SecurityInfo), replaceable, replaces: String::new() })
}

/// Makes a code, or a new one in its place, and goes to its page.
pub async fn offer(
    State(portal): State<Shared>,
    Enrolling(me): Enrolling,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Fault> {
    let permit = me.permit(Action::AddMethod, ACCOUNT)?;
    portal.require_kind(MethodKind::Approval).await?;
    let replacing = replaceable::chosen(&me.standing, &typed.replaces)?;
    let id = enrolment::offer(&portal, &me, &permit, replacing).await?;
    let query = if replacing.is_some() { format!("?replaces={}", typed.replaces) } else { String::new() };
    Ok(redirect(&format!("{START}/{id}{query}")))
}
