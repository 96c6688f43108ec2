//! All sessions of a person end.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::acts::Act;
use crate::deeds::ruling;
use crate::fault::Fault;
use crate::notes::Note;
use crate::page::{Done, redirect};
use crate::pages::admin::confirm::{Confirm, member_path};
use crate::pages::admin::who::{Helper, target};
use crate::people::Deed;
use crate::session::Action;
use crate::state::Shared;

/// Asks.
pub async fn show(
    State(portal): State<Shared>,
    Helper(me): Helper,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let target = target(&portal, &me, &id).await?.person;
    me.permit(Action::Administer, &format!("{}/sessions", member_path(&target)))?;
    let w = me.visitor.words();
    let (title, text) = (w.end_sessions_title(&target.shown), w.end_sessions_text().to_owned());
    Confirm::of(&me, &target, "sessions", title, text, w.end_sessions_do()).grave().show()
}

/// Does it.
pub async fn act(
    State(portal): State<Shared>,
    Helper(me): Helper,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let target = target(&portal, &me, &id).await?.person;
    let path = member_path(&target);
    me.permit(Action::Administer, &format!("{path}/sessions"))?;
    ruling(&portal, &me.standing.person, Deed::EndSessions, &target).await?.map_err(Fault::Refused)?;
    let note = Note::to(Act::SessionsEndedFor, &me, target.id);
    let notes = note.told(&portal, &me.visitor, portal.now()).await?;
    portal.storage.end_portal_sessions(target.id, None, notes).await?;
    portal.mail_waits.notify_one();
    portal.stir(target.id);
    Ok(redirect(&Done::SessionsEndedFor.on(&path)))
}
