//! Somebody new: a name, and a link by which they choose their password. Everybody begins as a member.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use regain_storage::portal::{CreatePerson, CreatePersonOutcome, PersonId, Role};
use serde::Deserialize;

use super::invite::{self, DAYS, days};
use crate::acts::Act;
use crate::fault::Fault;
use crate::notes::Note;
use crate::page::{Frame, Tab, show as page};
use crate::pages::admin::span::Choice;
use crate::pages::admin::who::Helper;
use crate::pages::new_password::Shown;
use crate::pages::security_info::address;
use crate::people::PersonName;
use crate::session::Action;
use crate::state::Shared;
use crate::visit::{Me, Sent};

const PATH: &str = "/admin/members/new";

#[derive(Template)]
#[template(path = "admin/create.html")]
struct CreatePage {
    frame: Frame,
    name: String,
    shown: String,
    address: String,
    days: Vec<Choice>,
    error: Option<&'static str>,
}

/// The form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    name: String,
    shown: String,
    address: String,
    days: u64,
}

/// Shows the form.
pub async fn show(Helper(me): Helper) -> Result<Response, Fault> {
    me.permit(Action::Administer, PATH)?;
    page(&CreatePage {
        frame: Frame::of_me(&me, Tab::Administration),
        name: String::new(),
        shown: String::new(),
        address: String::new(),
        days: days(me.visitor.words(), 7),
        error: None,
    })
}

/// Creates the person and shows the link, once.
pub async fn act(
    State(portal): State<Shared>,
    Helper(me): Helper,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Fault> {
    me.permit(Action::Administer, PATH)?;
    let w = me.visitor.words();
    if !DAYS.contains(&typed.days) {
        return Err(Fault::Malformed);
    }
    let Ok(name) = PersonName::typed(&typed.name) else { return again(&me, &typed, w.name_wrong()) };
    let mailed = match typed.address.trim() {
        "" => None,
        text => match address(text) {
            Some(address) => Some(address.to_owned()),
            None => return again(&me, &typed, w.admin_address_wrong()),
        },
    };
    let shown = Shown::typed(&typed.shown, name.as_str());
    let (id, now) = (PersonId(portal.random.bytes()), portal.now());
    let note = Note::to(Act::PersonCreated, &me, id).with("name", name.as_str());
    let create = CreatePerson {
        id,
        name: name.as_str().to_owned(),
        shown: shown.as_str().to_owned(),
        role: Role::Member,
        now,
        notes: note.quiet(&me.visitor, now),
    };
    match portal.storage.create_person(create).await? {
        CreatePersonOutcome::Created => {}
        CreatePersonOutcome::Taken => return again(&me, &typed, w.admin_name_taken()),
    }
    let (person, _) = portal.storage.person(id, now).await?.ok_or(Fault::Moved)?;
    invite::invite(&portal, &me, &person, mailed, typed.days).await
}

fn again(me: &Me, typed: &Typed, error: &'static str) -> Result<Response, Fault> {
    let shown = page(&CreatePage {
        frame: Frame::of_me(me, Tab::Administration),
        name: typed.name.clone(),
        shown: typed.shown.clone(),
        address: typed.address.clone(),
        days: days(me.visitor.words(), typed.days),
        error: Some(error),
    })?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
}
