//! The mailed link that takes back "report lost", together with the very method: who found the phone has not the mailbox, who reads the mail has
//! not the phone.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use regain_http::token;
use regain_storage::portal::{
    ChangeMethod, Evidence, MethodChange, MethodKind, MethodRow, MethodState, Purpose, RequestState,
    TakeOneTime, ThingHash,
};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::resume_approval::{Request, newest};
use crate::Standing;
use crate::acts::Act;
use crate::fault::Fault;
use crate::methods::{ResumeProof, may_resume};
use crate::notes::Note;
use crate::page::{Done, Frame, redirect, show as page};
use crate::pages::security_info::item::called;
use crate::pages::security_info::own;
use crate::pages::sign_in::not_now;
use crate::state::{Portal, Shared};
use crate::verify::Verified;
use crate::visit::{Sent, Visitor};

#[derive(Template)]
#[template(path = "security_info/resume.html")]
struct ResumePage {
    frame: Frame,
    link: String,
    name: String,
    /// It shows codes, which are typed here.
    by_code: bool,
    /// It approves.
    by_approval: bool,
    request: Option<Request>,
    error: Option<String>,
}

/// The form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    code: Zeroizing<String>,
}

/// What a link is about.
pub struct About {
    /// SHA-256 of it.
    pub hash: ThingHash,
    /// Whose.
    pub standing: Standing,
    /// The suspended method.
    pub method: MethodRow,
}

/// Shows what comes back, and asks for its proof.
pub async fn show(
    State(portal): State<Shared>,
    visitor: Visitor,
    Path(link): Path<String>,
) -> Result<Response, Fault> {
    let about = match read(&portal, &link).await {
        Ok(about) => about,
        Err(fault) => return approved(&portal, &link).await?.ok_or(fault),
    };
    let request = newest(&portal, &about, portal.now(), visitor.words()).await?;
    page(&resume_page(&visitor, link, &about.method, request, None))
}

/// Takes the code of the app that was reported lost.
pub async fn act(
    State(portal): State<Shared>,
    visitor: Visitor,
    Path(link): Path<String>,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Fault> {
    let about = read(&portal, &link).await?;
    let (standing, method) = (&about.standing, &about.method);
    let w = visitor.words();
    let verified =
        crate::verify::code_of_suspended(&portal, &visitor, standing, method.id, &typed.code).await?;
    let (error, status) = match verified {
        Verified::Right(evidence) => return resume(&portal, &visitor, &about, evidence).await,
        Verified::Wrong => (w.verify_code_wrong().to_owned(), StatusCode::UNPROCESSABLE_ENTITY),
        Verified::NotNow(why) => (not_now(why, w), StatusCode::TOO_MANY_REQUESTS),
    };
    let shown = page(&resume_page(&visitor, link, method, None, Some(error)))?;
    Ok((status, shown).into_response())
}

async fn resume(
    portal: &Portal,
    visitor: &Visitor,
    about: &About,
    evidence: Evidence,
) -> Result<Response, Fault> {
    let About { hash, standing, method } = about;
    let proof = ResumeProof { link_for: Some(method.id), by_itself: Some(evidence) };
    let suspended = method.suspended.ok_or(Fault::Moved)?;
    may_resume(standing, method.id, suspended, proof).map_err(|_| Fault::Moved)?;
    let (now, person) = (portal.now(), standing.person.id);
    let note = Note::own(Act::MethodResumed, person, &[evidence]).with("name", method.name.as_str());
    let change = ChangeMethod {
        person,
        revision: standing.person.revision,
        method: method.id,
        change: MethodChange::Resume,
        taking: Some(TakeOneTime { hash: *hash, person, purpose: Purpose::Resume, now }),
        now,
        notes: note.told(portal, visitor, now).await?,
    };
    own::changed(portal, portal.storage.change_method(change).await?)?;
    Ok(redirect(&Done::MethodResumed.on("/sign-in")))
}

/// A link that is still good, for a method that is still suspended.
pub async fn read(portal: &Portal, link: &str) -> Result<About, Fault> {
    let now = portal.now();
    let hash = token::hash_of_text(link).ok_or(Fault::NotFound)?;
    let row = portal.storage.one_time(hash, Purpose::Resume, now).await?.ok_or(Fault::NotFound)?;
    let (person, methods) = portal.storage.person(row.person, now).await?.ok_or(Fault::NotFound)?;
    let standing = Standing { person, methods };
    let method = row.method.and_then(|id| standing.method(id)).ok_or(Fault::NotFound)?.clone();
    if method.state == MethodState::Suspended {
        Ok(About { hash, standing, method })
    } else {
        Err(Fault::NotFound)
    }
}

/// A link that was just used by an approval in the app leads to the sign-in page.
async fn approved(portal: &Portal, link: &str) -> Result<Option<Response>, Fault> {
    let hash = token::hash_of_text(link).ok_or(Fault::NotFound)?;
    let row = portal.storage.request_of(hash, portal.now()).await?;
    let done = row.is_some_and(|row| row.state == RequestState::Approved);
    Ok(done.then(|| redirect(&Done::MethodResumed.on("/sign-in"))))
}

fn resume_page(
    visitor: &Visitor,
    link: String,
    method: &MethodRow,
    request: Option<Request>,
    error: Option<String>,
) -> ResumePage {
    let frame = Frame::of(visitor);
    let waits = matches!(request, Some(Request::Waiting { .. }));
    ResumePage {
        frame: if waits { Frame { refresh: Some(3), ..frame.with_script("wait.js") } } else { frame },
        by_approval: method.kind == MethodKind::Approval,
        request,
        link,
        name: called(method, visitor.words()),
        by_code: method.kind == MethodKind::Code,
        error,
    }
}
