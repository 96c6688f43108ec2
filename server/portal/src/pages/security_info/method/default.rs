//! Another method is asked for first.

use axum::extract::{Path, State};
use axum::response::Response;
use regain_storage::portal::MethodChange;

use crate::acts::Act;
use crate::fault::Fault;
use crate::methods::may_be_default;
use crate::notes::Note;
use crate::page::{Done, redirect};
use crate::pages::security_info::own;
use crate::session::Action;
use crate::state::Shared;
use crate::visit::Me;

/// Does it.
pub async fn act(State(portal): State<Shared>, me: Me, Path(id): Path<String>) -> Result<Response, Fault> {
    let method = own::method(&me.standing, &id)?;
    let permit = me.permit(Action::ChangeMethod, "/security-info")?;
    may_be_default(&me.standing, method.id).map_err(|_| Fault::Moved)?;
    let note = Note::mine(Act::DefaultChanged, &me).with("name", method.name.as_str());
    let notes = note.told(&portal, &me.visitor, me.now).await?;
    own::change(&portal, &permit, method.id, MethodChange::MakeDefault, notes).await?;
    Ok(redirect(&Done::DefaultChanged.on("/security-info")))
}
