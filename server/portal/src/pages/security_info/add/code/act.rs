//! The first code: the app is registered by it, and not before.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use regain_otp::Otp;
use regain_protocol::portal::Shown;
use regain_storage::portal::{
    AddMethod, ChangeMethod, Evidence, MethodChange, MethodId, MethodKind, MethodState, NewMethod,
};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::key::{Strength, key};
use super::scan::{Before, Opened, open, scan_page};
use crate::Standing;
use crate::acts::Act;
use crate::fault::Fault;
use crate::methods::{FirstCode, Replacing, first_code, go_live};
use crate::notes::Note;
use crate::page::{Done, redirect, show as page};
use crate::pages::security_info::add::replaceable;
use crate::pages::security_info::own;
use crate::session::Permit;
use crate::state::{Portal, Shared};
use crate::verify::seed;
use crate::visit::{Enrolling, Me, Sent};
use crate::words::Words;

/// The form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    code: Zeroizing<String>,
    name: String,
    replaces: String,
}

/// What is registered.
struct New {
    id: MethodId,
    name: String,
    otp: Otp,
    /// The step of its first code.
    step: u64,
    replaces: Option<MethodId>,
}

/// Takes the first code.
pub async fn act(
    State(portal): State<Shared>,
    Enrolling(me): Enrolling,
    Path((strength, draft)): Path<(String, String)>,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Fault> {
    let strength: Strength = strength.parse().map_err(|_| Fault::NotFound)?;
    let (permit, draft, id) = match open(&portal, &me, strength, &draft).await? {
        Opened::Good(permit, draft, id) => (permit, draft, id),
        Opened::Elsewhere(response) => return Ok(response),
    };
    let w = me.visitor.words();
    let replaces = replaceable::chosen(&me.standing, &typed.replaces)?;
    let otp = key(&portal, &me, draft, strength)?;
    let name = Shown::from(typed.name);
    let name = if name.is_empty() { w.kind_code() } else { name.as_str() }.to_owned();
    let first = first_code(&otp, &typed.code, me.now / 1000).map_err(|error| Fault::internal(&error))?;
    let (error, otp) = match first {
        FirstCode::Right(step) => {
            let new = New { id, name: name.clone(), otp, step, replaces };
            match register(&portal, &me, &permit, new).await? {
                Ok(()) => return Ok(redirect(&Done::MethodAdded.on("/security-info"))),
                Err(otp) => (w.verify_code_wrong().to_owned(), otp),
            }
        }
        other => (said(other, w), otp),
    };
    let before = Before {
        name: Some(name),
        replaces: typed.replaces,
        error: Some(error),
        ignores: first == FirstCode::AppIgnores,
    };
    let shown = page(&scan_page(&portal, &me, strength.path(draft), otp, before).await?)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
}

fn said(first: FirstCode, w: Words) -> String {
    match first {
        FirstCode::Clock { ahead: true, seconds } => w.add_code_ahead(minutes(seconds)),
        FirstCode::Clock { ahead: false, seconds } => w.add_code_behind(minutes(seconds)),
        FirstCode::AppIgnores => w.add_code_ignores().to_owned(),
        FirstCode::Right(_) | FirstCode::Wrong => w.add_code_wrong().to_owned(),
    }
}

fn minutes(seconds: u64) -> u64 {
    seconds.div_ceil(60)
}

/// Adds it waiting, takes the step of its code, and lets it go live with what it replaces. Each is undone by nobody and repeated without
/// harm: whoever is interrupted types the next code. `Err`: the code was used already.
async fn register(portal: &Portal, me: &Me, permit: &Permit, new: New) -> Result<Result<(), Otp>, Fault> {
    let (person, now) = (permit.person(), me.now);
    let mut revision = permit.revision();
    if me.standing.method(new.id).is_none() {
        let note = Note::mine(Act::CodeTyped, me).with("name", new.name.as_str());
        let add = AddMethod {
            person,
            revision,
            method: NewMethod {
                id: new.id,
                kind: MethodKind::Code,
                state: MethodState::Waiting,
                name: new.name.clone(),
                secret: seed::seal(portal, person, new.id, &new.otp),
                ends: None,
                limited_until: permit.limited_until(),
            },
            things: Vec::new(),
            taking: None,
            now,
            notes: note.quiet(&me.visitor, now),
        };
        own::changed(portal, portal.storage.add_method(add).await?)?;
        revision += 1;
    }
    let Some(success) = crate::verify::first_code_of(portal, person, new.id, new.step).await? else {
        return Ok(Err(new.otp));
    };
    go_live_now(portal, me, &new, success, revision).await?;
    // What the session rested on may just have been replaced; and the password alone opens nothing once there is a second factor.
    let rests =
        |evidence: &Evidence| evidence.kind != MethodKind::Password && Some(evidence.method) != new.replaces;
    if !me.proven().iter().any(rests) {
        portal.storage.step_up(me.token, success).await?;
    }
    Ok(Ok(()))
}

async fn go_live_now(
    portal: &Portal,
    me: &Me,
    new: &New,
    success: Evidence,
    revision: u64,
) -> Result<(), Fault> {
    let found = portal.storage.person(me.standing.person.id, me.now).await?;
    let (person, methods) = found.ok_or(Fault::Moved)?;
    let standing = Standing { person, methods };
    let replacing = new.replaces.map_or(Replacing::Nothing, Replacing::Method);
    go_live(&standing, new.id, success, replacing).map_err(|_| Fault::Moved)?;
    let replaced = new.replaces.and_then(|old| standing.method(old)).map(|old| old.name.clone());
    let mut note =
        Note::mine(Act::MethodAdded, me).with("kind", "code").with("name", new.name.as_str()).adding(new.id);
    if let Some(replaced) = replaced {
        note = note.with("replaced", replaced);
    }
    let change = ChangeMethod {
        person: standing.person.id,
        revision,
        method: new.id,
        change: MethodChange::GoLive { replacing: new.replaces },
        taking: None,
        now: me.now,
        notes: note.told(portal, &me.visitor, me.now).await?,
    };
    own::changed(portal, portal.storage.change_method(change).await?)
}
