//! Sessions end.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::list::id;
use crate::acts::Act;
use crate::fault::Fault;
use crate::notes::Note;
use crate::page::{Done, redirect};
use crate::session::Action;
use crate::state::Shared;
use crate::visit::{Me, Sent, cookies};

/// The form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    session: String,
}

/// Ends one other session of this person.
pub async fn one(State(portal): State<Shared>, me: Me, Sent(typed): Sent<Typed>) -> Result<Response, Fault> {
    let permit = me.permit(Action::EndSessions, "/sessions")?;
    let rows = portal.storage.portal_sessions(permit.person(), me.now).await?;
    let row = rows.iter().find(|row| id(&portal, row.token) == typed.session).ok_or(Fault::Moved)?;
    let note = Note::mine(Act::SessionEnded, &me).with("name", row.origin.as_str());
    let notes = note.told(&portal, &me.visitor, me.now).await?;
    if !portal.storage.end_portal_session(permit.person(), row.token, notes).await? {
        return Err(Fault::Moved);
    }
    portal.mail_waits.notify_one();
    Ok(redirect(&Done::SessionEnded.on("/sessions")))
}

/// "Sign out everywhere": here, too.
pub async fn all(State(portal): State<Shared>, me: Me) -> Result<Response, Fault> {
    let permit = me.permit(Action::EndSessions, "/sessions")?;
    let notes = Note::mine(Act::SessionsEnded, &me).told(&portal, &me.visitor, me.now).await?;
    portal.storage.end_portal_sessions(permit.person(), None, notes).await?;
    portal.mail_waits.notify_one();
    let mut response = redirect(&Done::SessionsEnded.on("/sign-in"));
    cookies::forget(response.headers_mut(), cookies::SESSION);
    Ok(response)
}
