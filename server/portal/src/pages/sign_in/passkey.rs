//! A passkey: signing in by it alone, as the second factor of an attempt, or again in a session.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use regain_http::token;
use regain_storage::portal::{Evidence, MethodKind, MethodState, PersonState, ThingHash};
use serde::Deserialize;

use super::password::begin;
use super::start::StartPage;
use super::verify::{self, Trouble};
use crate::Standing;
use crate::acts::Act;
use crate::fault::Fault;
use crate::notes::Note;
use crate::page::show;
use crate::pages::passkey::said;
use crate::passkey::{Answer, Asked, Challenge, Credential, Refusal, RelyingParty, Use, asked, known};
use crate::proving::{Place, Proving};
use crate::state::{Portal, Shared};
use crate::visit::{Next, Sent, Visitor, cookies};

/// The form that the script fills in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filled {
    credential: String,
    client_data: String,
    authenticator_data: String,
    signature: String,
    /// Nothing where the browser gave none.
    user_handle: String,
    next: String,
}

impl Filled {
    fn answer(&self) -> Result<Answer, Refusal> {
        let Self { credential, client_data, authenticator_data, signature, user_handle, next: _ } = self;
        Answer::read([credential, client_data, authenticator_data, signature, user_handle])
    }
}

/// What the browser is to ask for when nobody was named: any passkey it has for the portal. The challenge is this browser's, by a cookie.
pub async fn ask_alone(State(portal): State<Shared>, visitor: Visitor) -> Result<Response, Fault> {
    let party = RelyingParty::of(&portal.settings.address).ok_or(Fault::NotFound)?;
    let kept = bound(&visitor);
    let (text, made) = token::make(&portal.random);
    let bound = kept.unwrap_or(made);
    let challenge = Challenge::make(&portal, Use::SignIn(bound));
    let mut response = Json(asked(party, &challenge, &[])).into_response();
    if kept.is_none() {
        cookies::keep(response.headers_mut(), cookies::PASSKEY, &text);
    }
    Ok(response)
}

/// Signs in by a passkey alone: its verified user is two factors.
pub async fn act_alone(
    State(portal): State<Shared>,
    visitor: Visitor,
    Sent(filled): Sent<Filled>,
) -> Result<Response, Fault> {
    let next = Next::asked(Some(&filled.next));
    let refusal = match alone(&portal, &visitor, &filled).await? {
        Ok((standing, evidence)) => return begin(&portal, &visitor, &standing, evidence, &next).await,
        Err(refusal) => refusal,
    };
    let error = Some(said(refusal, visitor.words()).to_owned());
    let page = show(&StartPage::of(&portal, &visitor, next, String::new(), error))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn alone(
    portal: &Portal,
    visitor: &Visitor,
    filled: &Filled,
) -> Result<Result<(Standing, Evidence), Refusal>, Fault> {
    let (answer, bound) = match (filled.answer(), bound(visitor)) {
        (Ok(answer), Some(bound)) => (answer, bound),
        (Err(refusal), _) => return Ok(Err(refusal)),
        (_, None) => return Ok(Err(Refusal::Challenge)),
    };
    let Some(person) = answer.person else { return Ok(Err(Refusal::Unknown)) };
    let found = portal.storage.person(person, portal.now()).await?;
    let Some((person, methods)) = found else { return Ok(Err(Refusal::Unknown)) };
    if person.state == PersonState::Disabled {
        return Ok(Err(Refusal::Unknown));
    }
    let standing = Standing { person, methods };
    match crate::verify::passkey(portal, &standing, Use::SignIn(bound), &answer).await? {
        Ok(evidence) => Ok(Ok((standing, evidence))),
        Err(refusal) => {
            note(portal, visitor, &standing, refusal).await?;
            Ok(Err(refusal))
        }
    }
}

/// What the browser is to ask for of the person who proves something here: one of their passkeys.
pub async fn ask(State(portal): State<Shared>, proving: Proving) -> Result<Json<Asked>, Fault> {
    proving.may_try(MethodKind::Passkey)?;
    let party = RelyingParty::of(&portal.settings.address).ok_or(Fault::NotFound)?;
    let live = known(&portal, &proving.standing, |method| method.state == MethodState::Live).await?;
    let live: Vec<Credential> = live.into_iter().map(|(_, credential)| credential).collect();
    Ok(Json(asked(party, &Challenge::make(&portal, of_place(&proving.place)), &live)))
}

/// Takes it.
pub async fn act(
    State(portal): State<Shared>,
    proving: Proving,
    Sent(filled): Sent<Filled>,
) -> Result<Response, Fault> {
    let next = Next::asked(Some(&filled.next));
    proving.may_try(MethodKind::Passkey)?;
    let what = of_place(&proving.place);
    let verified = match filled.answer() {
        Ok(answer) => crate::verify::passkey(&portal, &proving.standing, what, &answer).await?,
        Err(refusal) => Err(refusal),
    };
    match verified {
        Ok(evidence) => proving.proved(&portal, evidence, &next).await,
        Err(refusal) => {
            note(&portal, &proving.visitor, &proving.standing, refusal).await?;
            let trouble = Trouble::Passkey(refusal);
            verify::again(&portal, &proving, MethodKind::Passkey, trouble, &next).await
        }
    }
}

fn of_place(place: &Place) -> Use {
    match place {
        Place::Attempt { id, .. } => Use::Attempt(*id),
        Place::Session { token } => Use::StepUp(*token),
    }
}

fn bound(visitor: &Visitor) -> Option<ThingHash> {
    visitor.cookie(cookies::PASSKEY).and_then(|text| token::hash_of_text(&text))
}

/// Written down; and told by mail when there may be a copy of the passkey, because only its owner can know.
async fn note(
    portal: &Portal,
    visitor: &Visitor,
    standing: &Standing,
    refusal: Refusal,
) -> Result<(), Fault> {
    let (person, now) = (Some(standing.person.id), portal.now());
    if refusal == Refusal::Counter {
        let notes = Note::by_nobody(Act::PasskeyCopied, person).told(portal, visitor, now).await?;
        portal.storage.append_notes(notes).await?;
        portal.mail_waits.notify_one();
    } else {
        let note = Note::by_nobody(Act::SignInFailed, person).with("kind", "passkey");
        let note = note.with("why", refusal.to_string());
        portal.storage.append_audit(note.line(visitor, now)).await?;
    }
    Ok(())
}
