//! Name and password: the first step of an attempt; or the password again, for whoever has nothing else yet.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use regain_http::token;
use regain_storage::portal::{BeginSignIn, Evidence, MethodKind, PersonState};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::start::StartPage;
use super::verify::{self, Trouble};
use crate::Standing;
use crate::acts::Act;
use crate::fault::Fault;
use crate::guess::{NotNow, Whose};
use crate::notes::Note;
use crate::page::show;
use crate::password::Password;
use crate::people::PersonName;
use crate::proving::Proving;
use crate::sign_in::ATTEMPT_MS;
use crate::state::{Portal, Shared};
use crate::verify::Verified;
use crate::visit::{Known, Next, Sent, Visitor, cookies};

/// The form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    name: String,
    password: Zeroizing<String>,
    next: String,
}

/// Begins an attempt when name and password fit. Whatever else came of it, the page is the same.
pub async fn act(
    State(portal): State<Shared>,
    visitor: Visitor,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Fault> {
    let next = Next::asked(Some(&typed.next));
    let again = |error: String, status: StatusCode| again(&portal, &visitor, &typed, error, status);
    let w = visitor.words();
    let (Ok(name), Ok(password)) = (PersonName::typed(&typed.name), Password::typed(&typed.password)) else {
        return again(w.sign_in_wrong().to_owned(), StatusCode::UNPROCESSABLE_ENTITY);
    };
    let now = portal.now();
    let found = portal.storage.person_by_name(name.as_str(), now).await?;
    let standing = found.map(|(person, methods)| Standing { person, methods });
    let whose = standing.as_ref().map_or(Whose::Nobody(name.as_str()), Whose::Person);
    let verified = crate::verify::password(&portal, &visitor, whose, password).await?;
    match (verified, standing) {
        (Verified::Right(evidence), Some(standing)) if standing.person.state != PersonState::Disabled => {
            begin(&portal, &visitor, &standing, evidence, &next).await
        }
        (Verified::NotNow(not_now), standing) => {
            refused(&portal, &visitor, standing.as_ref(), not_now, again)
        }
        (_, standing) => {
            if let Some(Standing { person, .. }) = standing {
                let note = Note::by_nobody(Act::SignInFailed, Some(person.id)).with("kind", "password");
                portal.storage.append_audit(note.line(&visitor, now)).await?;
            }
            again(w.sign_in_wrong().to_owned(), StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

/// An attempt that begins with this evidence; it may end with it as well.
pub async fn begin(
    portal: &Portal,
    visitor: &Visitor,
    standing: &Standing,
    evidence: Evidence,
    next: &Next,
) -> Result<Response, Fault> {
    let (text, id) = token::make(&portal.random);
    let started = evidence.at;
    let begin = BeginSignIn { id, person: Some(standing.person.id), started, expires: started + ATTEMPT_MS };
    if !portal.storage.begin_sign_in(begin).await? || !portal.storage.add_evidence(id, evidence).await? {
        return Err(Fault::Moved);
    }
    let mut response = super::finish(portal, visitor, id, next).await?;
    // The finished attempt took the cookie away already.
    if !response.headers().contains_key(axum::http::header::SET_COOKIE) {
        if let Some(waiting) = super::approval::at_once(portal, visitor, standing, id, next).await? {
            response = waiting;
        }
        cookies::keep(response.headers_mut(), cookies::ATTEMPT, &text);
    }
    Ok(response)
}

fn refused(
    portal: &Portal,
    visitor: &Visitor,
    standing: Option<&Standing>,
    not_now: NotNow,
    again: impl Fn(String, StatusCode) -> Result<Response, Fault>,
) -> Result<Response, Fault> {
    let said = verify::not_now(not_now, visitor.words());
    let mut response = again(said, StatusCode::TOO_MANY_REQUESTS)?;
    if let (NotNow::Forget, Some(standing)) = (not_now, standing) {
        let left = Known::of(visitor).without(portal, standing);
        cookies::keep_long(response.headers_mut(), cookies::KNOWN, &left);
    }
    Ok(response)
}

fn again(
    portal: &Portal,
    visitor: &Visitor,
    typed: &Typed,
    error: String,
    status: StatusCode,
) -> Result<Response, Fault> {
    let next = Next::asked(Some(&typed.next));
    let page = StartPage::of(portal, visitor, next, typed.name.clone(), Some(error));
    Ok((status, show(&page)?).into_response())
}

/// The form of a password alone.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedAgain {
    password: Zeroizing<String>,
    next: String,
}

/// The password again, in a session of somebody who enrols by it.
pub async fn act_again(
    State(portal): State<Shared>,
    proving: Proving,
    Sent(typed): Sent<TypedAgain>,
) -> Result<Response, Fault> {
    let next = Next::asked(Some(&typed.next));
    proving.may_try(MethodKind::Password)?;
    let trouble = match Password::typed(&typed.password) {
        Err(_) => Trouble::Wrong,
        Ok(password) => {
            let whose = Whose::Person(&proving.standing);
            match crate::verify::password(&portal, &proving.visitor, whose, password).await? {
                Verified::Right(evidence) => return proving.proved(&portal, evidence, &next).await,
                other => Trouble::of(other),
            }
        }
    };
    verify::again(&portal, &proving, MethodKind::Password, trouble, &next).await
}
