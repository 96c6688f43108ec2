//! A method goes.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use regain_storage::portal::{MethodChange, MethodRow, MethodState};

use crate::acts::Act;
use crate::fault::Fault;
use crate::methods::{RemoveRefusal, may_remove};
use crate::notes::Note;
use crate::page::{Done, Frame, Tab, redirect, show as page};
use crate::pages::security_info::item::called;
use crate::pages::security_info::own;
use crate::session::Action;
use crate::state::Shared;
use crate::visit::{Me, Visitor};
use crate::words::Words;

#[derive(Template)]
#[template(path = "security_info/remove.html")]
struct RemovePage {
    frame: Frame,
    id: String,
    name: String,
    /// What is lost with it.
    lost: &'static str,
    /// Why it stays.
    refused: Option<&'static str>,
}

/// Says what is lost, or why it stays.
pub async fn show(me: Me, Path(id): Path<String>) -> Result<Response, Fault> {
    let method = own::method(&me.standing, &id)?;
    me.permit(Action::ChangeMethod, &path(&id))?;
    let refused = may_remove(&me.standing, method.id, me.now).err();
    page(&remove_page(&me, method, refused))
}

/// Removes.
pub async fn act(State(portal): State<Shared>, me: Me, Path(id): Path<String>) -> Result<Response, Fault> {
    let method = own::method(&me.standing, &id)?;
    let permit = me.permit(Action::ChangeMethod, &path(&id))?;
    if let Err(refusal) = may_remove(&me.standing, method.id, me.now) {
        let shown = page(&remove_page(&me, method, Some(refusal)))?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
    }
    let kind = crate::pages::sign_in::code_of(method.kind);
    let note = Note::mine(Act::MethodRemoved, &me).with("kind", kind).with("name", name(method, &me.visitor));
    let notes = note.told(&portal, &me.visitor, me.now).await?;
    own::change(&portal, &permit, method.id, MethodChange::Remove, notes).await?;
    Ok(redirect(&Done::MethodRemoved.on("/security-info")))
}

fn remove_page(me: &Me, method: &MethodRow, refused: Option<RemoveRefusal>) -> RemovePage {
    let w = me.visitor.words();
    RemovePage {
        frame: Frame::of_me(me, Tab::SecurityInfo),
        id: own::text(method.id),
        name: name(method, &me.visitor),
        lost: lost(method, w),
        refused: refused.map(|refusal| said(refusal, w)),
    }
}

fn name(method: &MethodRow, visitor: &Visitor) -> String {
    called(method, visitor.words())
}

fn lost(method: &MethodRow, w: Words) -> &'static str {
    use regain_storage::portal::MethodKind::{Approval, Code, Pass, Passkey, Password, RecoveryCodes};
    if method.state == MethodState::Waiting {
        return w.remove_waiting();
    }
    match method.kind {
        Approval => w.remove_approval(),
        Code => w.remove_code(),
        Passkey => w.remove_passkey(),
        RecoveryCodes => w.remove_recovery_codes(),
        Pass => w.remove_pass(),
        Password => w.remove_password(),
    }
}

fn said(refusal: RemoveRefusal, w: Words) -> &'static str {
    match refusal {
        RemoveRefusal::NotThere | RemoveRefusal::Password => w.remove_password(),
        RemoveRefusal::Last => w.remove_last(),
        RemoveRefusal::TwoForAdministrators => w.remove_two(),
    }
}

fn path(id: &str) -> String {
    format!("/security-info/methods/{id}/remove")
}
