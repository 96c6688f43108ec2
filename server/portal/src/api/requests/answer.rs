//! `POST /requests/{request}/answer`: what a person decided, signed.

use axum::Json;
use axum::extract::{Path, Request, State};
use regain_http::body;
use regain_protocol::ProblemCode;
use regain_protocol::limit::JSON_BYTES;
use regain_protocol::portal::{self, Answer, Proof};
use regain_storage::portal::{
    AnswerRequest, Answered, Asked, Decision, Evidence, MethodKind, MethodState, Notes, RequestRow,
    RequestState,
};

use crate::acts::Act;
use crate::api::fault::Refused;
use crate::api::named;
use crate::api::proof::{self, Spoken};
use crate::approvals::PAUSE_MS;
use crate::notes::Note;
use crate::state::{Portal, Shared};
use crate::visit::Visitor;

/// Takes it. Everything that follows from it happens in one operation of the store.
pub async fn answer(
    State(portal): State<Shared>,
    Path(path): Path<String>,
    request: Request,
) -> Result<Json<portal::Answered>, Refused> {
    let (parts, content) = request.into_parts();
    let Proof { proof } = body::json(&parts.headers, content, JSON_BYTES).await?;
    let spoken: Spoken<Answer> = proof::of_method(&portal, &proof).await?;
    if path != spoken.claims.request.as_str() {
        return Err(Refused::malformed("request: the signed message is about another"));
    }
    let id = named::read_request(&spoken.claims.request).ok_or(ProblemCode::RequestEnded)?;
    let now = portal.now();
    let row = portal.storage.request(spoken.person(), id, now).await?.ok_or(ProblemCode::RequestEnded)?;
    may_speak(&spoken, &row)?;
    let visitor = Visitor::of(&portal, &parts);
    let decision = match &spoken.claims.decision {
        portal::Decision::Approve(number) => Decision::Approve(number.as_str().to_owned()),
        portal::Decision::Deny => Decision::Deny,
        portal::Decision::Report => Decision::Report { pause_until: now + PAUSE_MS },
    };
    let answer = AnswerRequest {
        person: spoken.person(),
        method: spoken.method.id,
        request: id,
        message: spoken.id,
        now,
        notes: notes(&portal, &visitor, &spoken, &row, &decision, now).await?,
        on_wrong_number: note(Act::WrongNumber, &spoken, &row, &[]).quiet(&visitor, now),
        decision,
    };
    let ended = portal.storage.answer_request(answer).await?;
    portal.stir(spoken.person());
    portal.mail_waits.notify_one();
    match ended {
        Answered::Ended(RequestState::WrongNumber) => Err(ProblemCode::WrongNumber.into()),
        Answered::Ended(_) => Ok(Json(portal::Answered { request: spoken.claims.request })),
        Answered::Replayed => Err(ProblemCode::ProofRefused.into()),
        Answered::NotOpen => Err(ProblemCode::RequestEnded.into()),
    }
}

/// A method that is not in use speaks about nothing but itself; the store says the same once more.
fn may_speak(spoken: &Spoken<Answer>, row: &RequestRow) -> Result<(), ProblemCode> {
    let about_itself = match row.asked {
        Asked::Enrolment { method, .. } | Asked::Resume { method, .. } => method == spoken.method.id,
        Asked::SignIn(_) | Asked::StepUp(_) => false,
    };
    if spoken.method.state == MethodState::Live || about_itself { Ok(()) } else { Err(spoken.refusal()) }
}

/// Told by mail: a method was added, or is back; somebody else asked.
async fn notes(
    portal: &Portal,
    visitor: &Visitor,
    spoken: &Spoken<Answer>,
    row: &RequestRow,
    decision: &Decision,
    now: u64,
) -> Result<Notes, Refused> {
    let by = [Evidence { kind: MethodKind::Approval, method: spoken.method.id, at: now }];
    let (act, evidence) = match (decision, &row.asked) {
        (Decision::Approve(_), Asked::Enrolment { .. }) => (Act::MethodAdded, &by[..]),
        (Decision::Approve(_), Asked::Resume { .. }) => (Act::MethodResumed, &by[..]),
        (Decision::Approve(_), _) => (Act::Approved, &by[..]),
        (Decision::Deny, _) => (Act::Denied, &[][..]),
        (Decision::Report { .. }, _) => (Act::Reported, &[][..]),
    };
    let mut note = note(act, spoken, row, evidence);
    if act == Act::MethodAdded {
        note = note.adding(spoken.method.id);
    }
    if matches!(act, Act::Approved | Act::Denied) {
        return Ok(note.quiet(visitor, now));
    }
    Ok(note.told(portal, visitor, now).await?)
}

fn note(act: Act, spoken: &Spoken<Answer>, row: &RequestRow, evidence: &[Evidence]) -> Note {
    let purpose = match row.asked {
        Asked::Enrolment { .. } => "enrolment",
        Asked::SignIn(_) => "sign-in",
        Asked::StepUp(_) => "step-up",
        Asked::Resume { .. } => "resume",
    };
    let asker = [row.texts.place.as_deref(), row.texts.browser.as_deref()];
    let asker: Vec<&str> = asker.into_iter().flatten().collect();
    Note::own(act, spoken.person(), evidence)
        .with("kind", "approval")
        .with("name", spoken.method.name.clone())
        .with("purpose", purpose)
        .with("asked-from", asker.join(" · "))
}
