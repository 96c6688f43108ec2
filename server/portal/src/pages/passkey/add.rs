//! A new passkey.

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use regain_storage::portal::{AddMethod, Change, Evidence, MethodId, MethodKind, MethodState, NewMethod};
use serde::Deserialize;

use super::said;
use crate::acts::Act;
use crate::fault::Fault;
use crate::notes::Note;
use crate::page::{Done, Frame, Tab, redirect, show as page};
use crate::passkey::{self, Challenge, Credential, Offer, Refusal, Registration, RelyingParty, Use, offer};
use crate::session::{Action, Permit};
use crate::state::{Portal, Shared};
use crate::verify;
use crate::visit::{Enrolling, Me, Sent};

/// Where it stands.
pub const PAGE: &str = "/security-info/add/passkey";
/// Longest name, in characters.
const NAME_CHARS: usize = 64;

#[derive(Template)]
#[template(path = "passkey/add.html")]
struct AddPage {
    frame: Frame,
    /// Whether browsers make passkeys for the portal's address.
    possible: bool,
    /// The portal's address, for the script.
    origin: String,
    name: String,
    error: Option<&'static str>,
}

/// Shows the page.
pub async fn show(State(portal): State<Shared>, Enrolling(me): Enrolling) -> Result<Response, Fault> {
    me.permit(Action::AddMethod, PAGE)?;
    portal.require_kind(MethodKind::Passkey).await?;
    page(&page_of(&portal, &me, suggested(&me), None))
}

/// What the browser is to ask the authenticator for.
pub async fn ask(State(portal): State<Shared>, Enrolling(me): Enrolling) -> Result<Json<Offer>, Fault> {
    me.permit(Action::AddMethod, PAGE)?;
    portal.require_kind(MethodKind::Passkey).await?;
    let party = RelyingParty::of(&portal.settings.address).ok_or(Fault::NotFound)?;
    let known = passkey::known(&portal, &me.standing, |_| true).await?;
    let known: Vec<Credential> = known.into_iter().map(|(_, credential)| credential).collect();
    let challenge = Challenge::make(&portal, Use::Register(me.token));
    Ok(Json(offer(party, &challenge, &known, &me.standing)))
}

/// The form that the script fills in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filled {
    name: String,
    client_data: String,
    attestation: String,
    transports: String,
}

/// Adds it, in use at once.
pub async fn act(
    State(portal): State<Shared>,
    Enrolling(me): Enrolling,
    Sent(filled): Sent<Filled>,
) -> Result<Response, Fault> {
    let permit = me.permit(Action::AddMethod, PAGE)?;
    portal.require_kind(MethodKind::Passkey).await?;
    let name = named(&filled.name).unwrap_or_else(|| suggested(&me));
    match register(&portal, &me, &filled).await? {
        Ok((credential, evidence)) => {
            add(&portal, &me, &permit, name, &credential, evidence.method).await?;
            // The session goes on with what was just proven: what it rested on so far may have been the password alone.
            portal.storage.step_up(me.token, evidence).await?;
            Ok(redirect(&Done::PasskeyAdded.on("/security-info")))
        }
        Err(refusal) => {
            let error = Some(said(refusal, me.visitor.words()));
            let page = page(&page_of(&portal, &me, name, error))?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

async fn register(
    portal: &Portal,
    me: &Me,
    filled: &Filled,
) -> Result<Result<(Credential, Evidence), Refusal>, Fault> {
    let party = RelyingParty::of(&portal.settings.address).ok_or(Fault::NotFound)?;
    let sent = Registration {
        client_data: &filled.client_data,
        attestation: &filled.attestation,
        transports: &filled.transports,
    };
    let (credential, challenge) = match passkey::register(portal, party, Use::Register(me.token), sent) {
        Ok(registered) => registered,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let method = MethodId(portal.random.bytes());
    let evidence = verify::new_passkey(portal, &me.standing, method, &credential, &challenge).await?;
    Ok(evidence.map(|evidence| (credential, evidence)))
}

async fn add(
    portal: &Portal,
    me: &Me,
    permit: &Permit,
    name: String,
    credential: &Credential,
    id: MethodId,
) -> Result<(), Fault> {
    let now = portal.now();
    let note = Note::mine(Act::MethodAdded, me).with("kind", "passkey").with("name", name.clone()).adding(id);
    let method = NewMethod {
        id,
        kind: MethodKind::Passkey,
        // It has proven itself by the very answer that brought its key.
        state: MethodState::Live,
        name,
        secret: credential.encode(),
        ends: None,
        limited_until: permit.limited_until(),
    };
    let notes = note.told(portal, &me.visitor, now).await?;
    let (person, revision) = (permit.person(), permit.revision());
    let add = AddMethod { person, revision, method, things: Vec::new(), taking: None, now, notes };
    if portal.storage.add_method(add).await? != Change::Changed {
        return Err(Fault::Moved);
    }
    portal.mail_waits.notify_one();
    Ok(())
}

fn page_of(portal: &Portal, me: &Me, name: String, error: Option<&'static str>) -> AddPage {
    AddPage {
        frame: Frame::of_me(me, Tab::SecurityInfo).with_script("passkey.js"),
        possible: RelyingParty::of(&portal.settings.address).is_some(),
        origin: portal.settings.address.as_str().to_owned(),
        name,
        error,
    }
}

/// A name to tell it from others: where it is made.
fn suggested(me: &Me) -> String {
    if me.visitor.browser.is_empty() {
        "Passkey".to_owned()
    } else {
        format!("Passkey · {}", me.visitor.browser)
    }
}

fn named(typed: &str) -> Option<String> {
    let name: String = typed.trim().chars().filter(|c| !c.is_control()).take(NAME_CHARS).collect();
    (!name.is_empty()).then_some(name)
}
