//! A method gets another name.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use regain_protocol::portal::Shown;
use regain_storage::portal::MethodChange;
use serde::Deserialize;

use crate::acts::Act;
use crate::fault::Fault;
use crate::notes::Note;
use crate::page::{Done, Frame, Tab, redirect, show as page};
use crate::pages::security_info::own;
use crate::session::Action;
use crate::state::Shared;
use crate::visit::{Me, Sent};

#[derive(Template)]
#[template(path = "security_info/rename.html")]
struct RenamePage {
    frame: Frame,
    id: String,
    name: String,
    error: Option<&'static str>,
}

/// The form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    name: String,
}

/// Shows the form.
pub async fn show(me: Me, Path(id): Path<String>) -> Result<Response, Fault> {
    let method = own::method(&me.standing, &id)?;
    me.permit(Action::ChangeMethod, &path(&id))?;
    let name = method.name.clone();
    page(&RenamePage { frame: Frame::of_me(&me, Tab::SecurityInfo), id, name, error: None })
}

/// Renames.
pub async fn act(
    State(portal): State<Shared>,
    me: Me,
    Path(id): Path<String>,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Fault> {
    let method = own::method(&me.standing, &id)?;
    let permit = me.permit(Action::ChangeMethod, &path(&id))?;
    if !method.kind.is_everyday() {
        return Err(Fault::Moved);
    }
    let name = Shown::from(typed.name);
    if name.is_empty() {
        let error = Some(me.visitor.words().rename_empty());
        let name = method.name.clone();
        let shown = page(&RenamePage { frame: Frame::of_me(&me, Tab::SecurityInfo), id, name, error })?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
    }
    let note =
        Note::mine(Act::MethodRenamed, &me).with("name", name.as_str()).with("before", method.name.as_str());
    let notes = note.told(&portal, &me.visitor, me.now).await?;
    let change = MethodChange::Rename(name.as_str().to_owned());
    own::change(&portal, &permit, method.id, change, notes).await?;
    Ok(redirect(&Done::MethodRenamed.on("/security-info")))
}

fn path(id: &str) -> String {
    format!("/security-info/methods/{id}/rename")
}
