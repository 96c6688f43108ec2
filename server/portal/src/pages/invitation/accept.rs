//! Whoever holds the link chooses the password. It opens no session: signing in does, by what is proven there.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use regain_http::token;
use regain_storage::portal::{
    AddMethod, Change, MethodId, MethodKind, MethodState, NewMethod, PersonRow, PersonState, Purpose,
    TakeOneTime, ThingHash,
};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::acts::Act;
use crate::fault::Fault;
use crate::notes::Note;
use crate::page::{Done, Frame, redirect, show as page};
use crate::pages::new_password;
use crate::state::{Portal, Shared};
use crate::visit::{Sent, Visitor};

#[derive(Template)]
#[template(path = "invitation/accept.html")]
struct AcceptPage {
    frame: Frame,
    link: String,
    name: String,
    shown: String,
    host: String,
    error: Option<String>,
}

/// The form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    password: Zeroizing<String>,
    again: Zeroizing<String>,
}

/// Shows the form; the link is used by nothing but sending it.
pub async fn show(
    State(portal): State<Shared>,
    visitor: Visitor,
    Path(link): Path<String>,
) -> Result<Response, Fault> {
    let (_, person) = invited(&portal, &link).await?;
    page(&page_of(&portal, &visitor, link, person, None))
}

/// Uses the link and keeps the password.
pub async fn act(
    State(portal): State<Shared>,
    visitor: Visitor,
    Path(link): Path<String>,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Fault> {
    let (hash, person) = invited(&portal, &link).await?;
    let known = [person.name.as_str(), person.shown.as_str()];
    let kept = new_password::keep(&portal, visitor.words(), &typed.password, &typed.again, &known).await?;
    let password = match kept {
        Ok(password) => password,
        Err(said) => {
            let shown = page(&page_of(&portal, &visitor, link, person, Some(said)))?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
        }
    };
    let now = portal.now();
    let link = TakeOneTime { hash, person: person.id, purpose: Purpose::Invitation, now };
    let notes = Note::by_nobody(Act::PasswordChosen, Some(person.id)).told(&portal, &visitor, now).await?;
    let method = NewMethod {
        id: MethodId(portal.random.bytes()),
        kind: MethodKind::Password,
        state: MethodState::Live,
        name: String::new(),
        secret: password.into_bytes(),
        ends: None,
        limited_until: None,
    };
    let add = AddMethod {
        person: person.id,
        revision: person.revision,
        method,
        things: Vec::new(),
        taking: Some(link),
        now,
        notes,
    };
    match portal.storage.add_method(add).await? {
        Change::Changed => Ok(redirect(&Done::PasswordChosen.on("/sign-in"))),
        Change::Moved | Change::LastAdministrator => Err(Fault::Moved),
    }
}

async fn invited(portal: &Portal, link: &str) -> Result<(ThingHash, PersonRow), Fault> {
    let now = portal.now();
    let hash = token::hash_of_text(link).ok_or(Fault::NotFound)?;
    let row = portal.storage.one_time(hash, Purpose::Invitation, now).await?.ok_or(Fault::NotFound)?;
    let (person, _) = portal.storage.person(row.person, now).await?.ok_or(Fault::NotFound)?;
    // Whoever has a second factor signs in with it; an old link must not give the password away.
    if person.state == PersonState::Invited { Ok((hash, person)) } else { Err(Fault::NotFound) }
}

fn page_of(
    portal: &Portal,
    visitor: &Visitor,
    link: String,
    person: PersonRow,
    error: Option<String>,
) -> AcceptPage {
    let host = portal.settings.address.host().to_owned();
    AcceptPage { frame: Frame::of(visitor), link, name: person.name, shown: person.shown, host, error }
}
