//! Signing out.

use axum::extract::State;
use axum::response::Response;

use crate::acts::Act;
use crate::fault::Fault;
use crate::notes::Note;
use crate::page::{Done, redirect};
use crate::state::Shared;
use crate::visit::{Enrolling, cookies};

/// Ends this session.
pub async fn act(State(portal): State<Shared>, Enrolling(me): Enrolling) -> Result<Response, Fault> {
    let notes = Note::mine(Act::SignedOut, &me).quiet(&me.visitor, me.now);
    portal.storage.end_portal_session(me.standing.person.id, me.token, notes).await?;
    let mut response = redirect(&Done::SignedOut.on("/sign-in"));
    cookies::forget(response.headers_mut(), cookies::SESSION);
    Ok(response)
}
