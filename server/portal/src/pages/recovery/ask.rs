//! A recovery request. Whoever asks learns nothing about names: the page, its words and its time are the same.

use std::time::Duration;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use regain_http::{client, token};
use regain_storage::Spend;
use regain_storage::portal::{NewRecovery, PersonRow, PersonState, RecoveryId};
use serde::Deserialize;

use crate::acts::Act;
use crate::fault::Fault;
use crate::mails;
use crate::notes::Note;
use crate::page::{Frame, show as page};
use crate::people::PersonName;
use crate::state::{Portal, Shared};
use crate::visit::{Sent, Visitor, cookies};

/// Requests from one address in an hour.
const PER_HOUR: u64 = 10;
const HOUR_MS: u64 = 60 * 60 * 1000;
/// Every answer takes so long, so that its time does not tell whether somebody was told.
const ANSWER_AFTER: Duration = Duration::from_millis(400);
/// Most characters of what is typed.
pub const NOTE_MAX: usize = 500;

#[derive(Template)]
#[template(path = "recovery/ask.html")]
struct AskPage {
    frame: Frame,
    name: String,
    note: String,
    error: Option<String>,
    asked: bool,
}

/// The form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    name: String,
    note: String,
}

/// Shows the form; the name stands in it when the password was proven in this browser just now.
pub async fn show(State(portal): State<Shared>, visitor: Visitor) -> Result<Response, Fault> {
    let name = name_of_attempt(&portal, &visitor).await?.unwrap_or_default();
    let frame = Frame::of(&visitor);
    page(&AskPage { frame, name, note: String::new(), error: None, asked: false })
}

/// Asks. At most one request of a person is open.
pub async fn act(
    State(portal): State<Shared>,
    visitor: Visitor,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Fault> {
    let answer_at = tokio::time::Instant::now() + ANSWER_AFTER;
    let w = visitor.words();
    let again = |error: &str| {
        let frame = Frame::of(&visitor);
        let (name, note) = (typed.name.clone(), typed.note.clone());
        let shown = page(&AskPage { frame, name, note, error: Some(error.to_owned()), asked: false })?;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
    };
    if typed.note.chars().count() > NOTE_MAX {
        return again(&w.recovery_note_long(&NOTE_MAX.to_string()));
    }
    let Ok(name) = PersonName::typed(&typed.name) else { return again(w.recovery_name_needed()) };
    spend(&portal, &visitor).await?;
    let now = portal.now();
    let found = portal.storage.person_by_name(name.as_str(), now).await?;
    if let Some((person, _)) = found.filter(|(person, _)| person.state != PersonState::Disabled) {
        ask(&portal, &visitor, &person, typed.note.trim(), now).await?;
    }
    tokio::time::sleep_until(answer_at).await;
    let frame = Frame::of(&visitor);
    page(&AskPage { frame, name: String::new(), note: String::new(), error: None, asked: true })
}

/// The request, told to the person (so that a stranger's is seen) and to those who help.
pub async fn ask(
    portal: &Portal,
    visitor: &Visitor,
    person: &PersonRow,
    note: &str,
    now: u64,
) -> Result<(), Fault> {
    let written = Note::by_nobody(Act::RecoveryAsked, Some(person.id));
    let mut notes = written.told(portal, visitor, now).await?;
    notes.mails.extend(mails::to_helpers(portal, person, now).await?);
    let request = NewRecovery {
        id: RecoveryId(portal.random.bytes()),
        person: person.id,
        made: now,
        origin: visitor.origin(),
        note: note.to_owned(),
        notes,
    };
    // One that is open already is request enough.
    if portal.storage.ask_recovery(request).await? {
        portal.mail_waits.notify_one();
    }
    Ok(())
}

async fn spend(portal: &Portal, visitor: &Visitor) -> Result<(), Fault> {
    let unit = client::budget_unit(visitor.client);
    let key = portal.secrets.keyed.mac("recovery requests of an address", &[&unit]).to_vec();
    let spend = Spend { key, now: portal.now(), window_ms: HOUR_MS, limit: PER_HOUR };
    portal.storage.spend(spend).await?.retry_after_ms.map_or(Ok(()), |wait| Err(Fault::Slow(wait)))
}

async fn name_of_attempt(portal: &Portal, visitor: &Visitor) -> Result<Option<String>, Fault> {
    let now = portal.now();
    let id = visitor.cookie(cookies::ATTEMPT).and_then(|cookie| token::hash_of_text(&cookie));
    let Some(id) = id else { return Ok(None) };
    let attempt = portal.storage.sign_in(id, now).await?;
    let Some(person) = attempt.and_then(|attempt| attempt.person) else { return Ok(None) };
    Ok(portal.storage.person(person, now).await?.map(|(person, _)| person.name))
}
