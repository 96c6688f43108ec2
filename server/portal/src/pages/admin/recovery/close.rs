//! A request is closed without a pass.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use regain_storage::portal::{PersonRow, RecoveryClosed, RecoveryId, RecoveryRow};
use serde::Deserialize;

use crate::acts::Act;
use crate::deeds::{read_id, ruling};
use crate::fault::Fault;
use crate::notes::Note;
use crate::page::{Done, Frame, Tab, redirect, show as page};
use crate::pages::admin::member::CHECKED_MAX;
use crate::pages::admin::who::Helper;
use crate::people::Deed;
use crate::session::Action;
use crate::state::{Portal, Shared};
use crate::visit::{Me, Sent};

#[derive(Template)]
#[template(path = "admin/close.html")]
struct ClosePage {
    frame: Frame,
    shown: String,
    action: String,
    checked: String,
    error: Option<String>,
}

/// The form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    checked: String,
}

/// Asks what was checked.
pub async fn show(
    State(portal): State<Shared>,
    Helper(me): Helper,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let (_, person) = open(&portal, &me, &id).await?;
    me.permit(Action::Administer, &path(&id))?;
    page(&page_of(&me, &id, &person, String::new(), None))
}

/// Closes it.
pub async fn act(
    State(portal): State<Shared>,
    Helper(me): Helper,
    Path(id): Path<String>,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Fault> {
    let (row, person) = open(&portal, &me, &id).await?;
    me.permit(Action::Administer, &path(&id))?;
    let w = me.visitor.words();
    let checked = typed.checked.trim();
    let error = match checked.chars().count() {
        0 => Some(w.checked_empty().to_owned()),
        length if length > CHECKED_MAX => Some(w.recovery_note_long(&CHECKED_MAX.to_string())),
        _ => None,
    };
    if let Some(error) = error {
        let shown = page(&page_of(&me, &id, &person, typed.checked.clone(), Some(error)))?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
    }
    let now = portal.now();
    let note = Note::to(Act::RecoveryClosed, &me, person.id).with("checked", checked).with("pass", false);
    let closed = RecoveryClosed { at: now, by: Some(me.standing.person.id), checked: checked.to_owned() };
    let notes = note.told(&portal, &me.visitor, now).await?;
    if !portal.storage.close_recovery(row.id, closed, notes).await? {
        return Err(Fault::Moved);
    }
    portal.mail_waits.notify_one();
    Ok(redirect(&Done::RecoveryClosed.on("/admin/recovery")))
}

/// A request that is open, of a person whom this one may help.
async fn open(portal: &Portal, me: &Me, id: &str) -> Result<(RecoveryRow, PersonRow), Fault> {
    let row = portal.storage.recovery(RecoveryId(read_id(id)?)).await?;
    let row = row.filter(|row| row.closed.is_none()).ok_or(Fault::NotFound)?;
    let (person, _) = portal.storage.person(row.person, me.now).await?.ok_or(Fault::NotFound)?;
    ruling(portal, &me.standing.person, Deed::IssuePass, &person).await?.map_err(Fault::Refused)?;
    Ok((row, person))
}

fn page_of(me: &Me, id: &str, person: &PersonRow, checked: String, error: Option<String>) -> ClosePage {
    let frame = Frame::of_me(me, Tab::Administration);
    ClosePage { frame, shown: person.shown.clone(), action: path(id), checked, error }
}

fn path(id: &str) -> String {
    format!("/admin/recovery/{id}/close")
}
