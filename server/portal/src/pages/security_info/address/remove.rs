//! An address goes. It is told so, too.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use crate::acts::Act;
use crate::fault::Fault;
use crate::notes::Note;
use crate::page::{Done, redirect};
use crate::session::Action;
use crate::state::Shared;
use crate::visit::{Me, Sent};

/// The form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    address: String,
}

/// Removes it.
pub async fn act(State(portal): State<Shared>, me: Me, Sent(typed): Sent<Typed>) -> Result<Response, Fault> {
    let permit = me.permit(Action::ChangeAddress, "/security-info")?;
    let note = Note::mine(Act::AddressRemoved, &me).with("name", typed.address.as_str());
    let notes = note.told(&portal, &me.visitor, me.now).await?;
    if !portal.storage.remove_address(permit.person(), &typed.address, notes).await? {
        return Err(Fault::Moved);
    }
    portal.mail_waits.notify_one();
    Ok(redirect(&Done::AddressRemoved.on("/security-info")))
}
