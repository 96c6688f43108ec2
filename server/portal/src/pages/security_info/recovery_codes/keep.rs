//! "I have kept them."

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use regain_storage::portal::{
    AddMethod, MethodId, MethodKind, MethodState, NewMethod, NewOneTime, PersonId, Purpose,
};
use serde::Deserialize;

use super::show::{Opened, codes, open, show_page};
use crate::acts::Act;
use crate::fault::Fault;
use crate::notes::Note;
use crate::page::{Done, redirect, show as page};
use crate::pages::security_info::own;
use crate::spoken;
use crate::state::Shared;
use crate::visit::{Enrolling, Sent};

/// The form. A box that is not ticked is not sent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    kept: Option<String>,
}

/// The new ones take the place of the old ones.
pub async fn act(
    State(portal): State<Shared>,
    Enrolling(me): Enrolling,
    Path(draft): Path<String>,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Fault> {
    let (permit, draft) = match open(&portal, &me, &draft).await? {
        Opened::Good(permit, draft) => (permit, draft),
        Opened::Elsewhere(response) => return Ok(response),
    };
    if typed.kept.is_none() {
        let error = Some(me.visitor.words().codes_tick());
        let shown = page(&show_page(&portal, &me, draft, error))?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
    }
    let (id, person) = (draft.method(&portal, &me), permit.person());
    let add = AddMethod {
        person,
        revision: permit.revision(),
        method: NewMethod {
            id,
            kind: MethodKind::RecoveryCodes,
            state: MethodState::Live,
            name: String::new(),
            secret: Vec::new(),
            ends: None,
            limited_until: permit.limited_until(),
        },
        things: codes(&portal, &me, draft).map(|bytes| thing(person, id, bytes.as_slice())).collect(),
        taking: None,
        now: me.now,
        notes: Note::mine(Act::RecoveryCodesMade, &me).told(&portal, &me.visitor, me.now).await?,
    };
    own::changed(&portal, portal.storage.add_method(add).await?)?;
    Ok(redirect(&Done::RecoveryCodesKept.on("/security-info")))
}

fn thing(person: PersonId, method: MethodId, bytes: &[u8]) -> NewOneTime {
    NewOneTime {
        hash: spoken::kept(person, bytes),
        person,
        purpose: Purpose::RecoveryCode,
        method: Some(method),
        expires: None,
        uses: Some(1),
    }
}
