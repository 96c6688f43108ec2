//! An invitation is taken back: the person goes.

use axum::extract::{Path, State};
use axum::response::Response;

use super::invite::invited;
use crate::acts::Act;
use crate::deeds::changed;
use crate::fault::Fault;
use crate::notes::Note;
use crate::page::{Done, redirect};
use crate::pages::admin::confirm::{Confirm, member_path};
use crate::pages::admin::who::Helper;
use crate::session::Action;
use crate::state::Shared;

/// Asks.
pub async fn show(
    State(portal): State<Shared>,
    Helper(me): Helper,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let target = invited(&portal, &me, &id).await?.person;
    me.permit(Action::Administer, &format!("{}/take-back", member_path(&target)))?;
    let w = me.visitor.words();
    let (title, text) = (w.take_back_title(&target.shown), w.take_back_text().to_owned());
    Confirm::of(&me, &target, "take-back", title, text, w.take_back_do()).grave().show()
}

/// Does it.
pub async fn act(
    State(portal): State<Shared>,
    Helper(me): Helper,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let target = invited(&portal, &me, &id).await?.person;
    me.permit(Action::Administer, &format!("{}/take-back", member_path(&target)))?;
    let note = Note::to(Act::InvitationTakenBack, &me, target.id).with("name", target.name.as_str());
    let notes = note.told(&portal, &me.visitor, portal.now()).await?;
    let change = portal.storage.delete_invited(target.id, target.revision, notes).await?;
    changed(&portal, &target, change)?;
    Ok(redirect(&Done::InvitationTakenBack.on("/admin/members")))
}
