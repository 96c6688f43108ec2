//! Require re-registration: methods go, sessions end.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use regain_storage::portal::MethodKind;
use serde::Deserialize;

use super::disabled::said as outcome_said;
use crate::Standing;
use crate::deeds::{Wanted, carry, ruling};
use crate::fault::Fault;
use crate::page::{Done, Frame, Tab, redirect, show as page};
use crate::pages::admin::confirm::member_path;
use crate::pages::admin::who::{Helper, somebody};
use crate::pages::security_info;
use crate::people::{Deed, Ruling};
use crate::session::Action;
use crate::state::{Portal, Shared};
use crate::visit::{Me, Sent};

/// What may be registered anew, by the names of the form. Not the password: with it and a pass the person comes back.
const KINDS: [(&str, MethodKind); 4] = [
    ("approvals", MethodKind::Approval),
    ("codes", MethodKind::Code),
    ("passkeys", MethodKind::Passkey),
    ("recovery_codes", MethodKind::RecoveryCodes),
];

struct Kind {
    name: &'static str,
    said: &'static str,
    count: u64,
}

#[derive(Template)]
#[template(path = "admin/reregistration.html")]
struct ReregistrationPage {
    frame: Frame,
    shown: String,
    action: String,
    back: String,
    kinds: Vec<Kind>,
    second: bool,
    error: bool,
}

/// The form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    approvals: Option<String>,
    codes: Option<String>,
    passkeys: Option<String>,
    recovery_codes: Option<String>,
}

/// Shows what there is.
pub async fn show(
    State(portal): State<Shared>,
    Helper(me): Helper,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let target = somebody(&portal, &me, &id).await?;
    me.permit(Action::Administer, &format!("{}/reregistration", member_path(&target.person)))?;
    page(&page_of(&portal, &me, &target, false).await?)
}

/// Removes what was chosen.
pub async fn act(
    State(portal): State<Shared>,
    Helper(me): Helper,
    Path(id): Path<String>,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Fault> {
    let target = somebody(&portal, &me, &id).await?;
    let path = member_path(&target.person);
    let permit = me.permit(Action::Administer, &format!("{path}/reregistration"))?;
    let chosen = [&typed.approvals, &typed.codes, &typed.passkeys, &typed.recovery_codes];
    let kinds: Vec<MethodKind> =
        KINDS.iter().zip(chosen).filter(|(_, chosen)| chosen.is_some()).map(|((_, kind), _)| *kind).collect();
    if kinds.is_empty() {
        let shown = page(&page_of(&portal, &me, &target, true).await?)?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
    }
    let outcome = carry(&portal, &me, &permit, &target, &Wanted::Reregistration(kinds)).await?;
    Ok(redirect(&outcome_said(&outcome, Done::ReregistrationRequired).on(&path)))
}

async fn page_of(
    portal: &Portal,
    me: &Me,
    target: &Standing,
    error: bool,
) -> Result<ReregistrationPage, Fault> {
    let ruling = ruling(portal, &me.standing.person, Deed::RequireReregistration, &target.person).await?;
    let second = ruling.map_err(Fault::Refused)? == Ruling::WithAnother;
    let w = me.visitor.words();
    let kind = |(name, kind): (&'static str, MethodKind)| {
        let count = target.methods.iter().filter(|method| method.kind == kind).count();
        Kind { name, said: security_info::kind(kind, w), count: count as u64 }
    };
    let back = member_path(&target.person);
    Ok(ReregistrationPage {
        frame: Frame::of_me(me, Tab::Administration),
        shown: target.person.shown.clone(),
        action: format!("{back}/reregistration"),
        back,
        kinds: KINDS.into_iter().map(kind).collect(),
        second,
        error,
    })
}
