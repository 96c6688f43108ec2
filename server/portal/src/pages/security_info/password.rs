//! Another password.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use regain_storage::portal::{AddMethod, MethodId, MethodKind, MethodState, NewMethod};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::own;
use crate::Standing;
use crate::acts::Act;
use crate::fault::Fault;
use crate::notes::Note;
use crate::page::{Done, Frame, Tab, redirect, show as page};
use crate::pages::new_password;
use crate::session::{Action, Permit};
use crate::state::{Portal, Shared};
use crate::visit::{Known, Me, Sent, cookies};

const PATH: &str = "/security-info/password";

#[derive(Template)]
#[template(path = "security_info/password.html")]
struct PasswordPage {
    frame: Frame,
    name: String,
    error: Option<String>,
}

/// The form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    password: Zeroizing<String>,
    again: Zeroizing<String>,
}

/// Shows the form.
pub async fn show(me: Me) -> Result<Response, Fault> {
    me.permit(Action::ChangePassword, PATH)?;
    page(&password_page(&me, None))
}

/// Changes it. All other sessions end, and no other browser is known any more.
pub async fn act(State(portal): State<Shared>, me: Me, Sent(typed): Sent<Typed>) -> Result<Response, Fault> {
    let permit = me.permit(Action::ChangePassword, PATH)?;
    let person = &me.standing.person;
    let addresses = portal.storage.addresses(person.id).await?;
    let mut known = vec![person.name.as_str(), person.shown.as_str()];
    known.extend(addresses.iter().map(|row| row.address.as_str()));
    let w = me.visitor.words();
    match new_password::keep(&portal, w, &typed.password, &typed.again, &known).await? {
        Ok(hash) => change(&portal, &me, &permit, hash).await,
        Err(error) => {
            let shown = page(&password_page(&me, Some(error)))?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
        }
    }
}

async fn change(portal: &Portal, me: &Me, permit: &Permit, hash: String) -> Result<Response, Fault> {
    let now = portal.now();
    let add = AddMethod {
        person: permit.person(),
        revision: permit.revision(),
        method: NewMethod {
            id: MethodId(portal.random.bytes()),
            kind: MethodKind::Password,
            state: MethodState::Live,
            name: String::new(),
            secret: hash.into_bytes(),
            ends: None,
            limited_until: permit.limited_until(),
        },
        things: Vec::new(),
        taking: None,
        now,
        notes: Note::mine(Act::PasswordChanged, me).told(portal, &me.visitor, now).await?,
    };
    own::changed(portal, portal.storage.add_method(add).await?)?;
    let notes = Note::mine(Act::SessionsEnded, me).quiet(&me.visitor, now);
    portal.storage.end_portal_sessions(permit.person(), Some(me.token), notes).await?;
    let mut response = redirect(&Done::PasswordChanged.on("/security-info"));
    let found = portal.storage.person(permit.person(), now).await?;
    if let Some((person, methods)) = found
        && let Some(known) = Known::of(&me.visitor).with(portal, &Standing { person, methods })
    {
        cookies::keep_long(response.headers_mut(), cookies::KNOWN, &known);
    }
    Ok(response)
}

fn password_page(me: &Me, error: Option<String>) -> PasswordPage {
    let name = me.standing.person.name.clone();
    PasswordPage { frame: Frame::of_me(me, Tab::SecurityInfo), name, error }
}
