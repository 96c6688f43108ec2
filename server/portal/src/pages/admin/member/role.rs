//! Another role.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use regain_storage::portal::{PersonRow, Role};
use serde::Deserialize;

use super::disabled::said as outcome_said;
use crate::Standing;
use crate::deeds::{Wanted, carry, ruling};
use crate::fault::Fault;
use crate::page::{Done, Frame, Tab, redirect, show as page};
use crate::pages::admin::confirm::member_path;
use crate::pages::admin::said;
use crate::pages::admin::span::Choice;
use crate::pages::admin::who::{Helper, somebody};
use crate::people::Ruling;
use crate::session::Action;
use crate::state::{Portal, Shared};
use crate::visit::{Me, Sent};

#[derive(Template)]
#[template(path = "admin/role.html")]
struct RolePage {
    frame: Frame,
    shown: String,
    action: String,
    back: String,
    roles: Vec<Choice>,
    second: bool,
    error: Option<&'static str>,
}

/// The form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    role: u8,
}

/// Shows the roles.
pub async fn show(
    State(portal): State<Shared>,
    Helper(me): Helper,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let target = somebody(&portal, &me, &id).await?.person;
    me.permit(Action::Administer, &format!("{}/role", member_path(&target)))?;
    page(&page_of(&portal, &me, &target, None).await?)
}

/// Gives one.
pub async fn act(
    State(portal): State<Shared>,
    Helper(me): Helper,
    Path(id): Path<String>,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Fault> {
    let target = somebody(&portal, &me, &id).await?;
    let path = member_path(&target.person);
    let permit = me.permit(Action::Administer, &format!("{path}/role"))?;
    let role = Role::from_number(typed.role).ok_or(Fault::Malformed)?;
    let w = me.visitor.words();
    let wanted = Wanted::Role(role);
    let allowed = ruling(&portal, &me.standing.person, wanted.deed(), &target.person).await?.is_ok();
    let error = match role {
        role if role == target.person.role => Some(w.role_same()),
        // Somebody privileged never enrols by the password alone, so they would have no way in.
        role if role.is_privileged() && !is_ready(&target, me.now) => Some(w.role_not_ready()),
        _ => None,
    };
    if let Some(error) = error.filter(|_| allowed) {
        let shown = page(&page_of(&portal, &me, &target.person, Some(error)).await?)?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
    }
    let outcome = carry(&portal, &me, &permit, &target, &wanted).await?;
    Ok(redirect(&outcome_said(&outcome, Done::RoleGiven).on(&path)))
}

fn is_ready(target: &Standing, now: u64) -> bool {
    target.everyday(now) >= 1
}

async fn page_of(
    portal: &Portal,
    me: &Me,
    target: &PersonRow,
    error: Option<&'static str>,
) -> Result<RolePage, Fault> {
    let w = me.visitor.words();
    let (mut roles, mut second) = (Vec::new(), false);
    for role in Role::ALL {
        let wanted = Wanted::Role(role);
        let ruled = ruling(portal, &me.standing.person, wanted.deed(), target).await?;
        let ruled = ruled.map_err(Fault::Refused);
        // The last administrator keeps the role, whichever else is asked for: then there is nothing to choose.
        let ruled = if role == target.role { ruled.ok() } else { Some(ruled?) };
        second |= ruled == Some(Ruling::WithAnother);
        roles.push(Choice {
            value: (role as u8).to_string(),
            said: said::role(role, w).to_owned(),
            chosen: role == target.role,
        });
    }
    let back = member_path(target);
    Ok(RolePage {
        frame: Frame::of_me(me, Tab::Administration),
        shown: target.shown.clone(),
        action: format!("{back}/role"),
        back,
        roles,
        second,
        error,
    })
}
