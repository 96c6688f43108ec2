//! `POST /enrolments`: a device brings its key and a code, and is tested.

use axum::Json;
use axum::extract::{Request, State};
use regain_http::body;
use regain_protocol::ProblemCode;
use regain_protocol::limit::JSON_BYTES;
use regain_protocol::portal::link::EnrolmentCode;
use regain_protocol::portal::{Enrolled, Enrolment, Proof};
use regain_storage::portal::{
    Asked, Enrol, EnrolOutcome, EnrolmentRow, MethodId, OpenRequest, PersonRow, RequestRow, RequestState,
};

use crate::acts::Act;
use crate::api::fault::Refused;
use crate::api::{named, proof, shown};
use crate::approvals;
use crate::enrolment;
use crate::notes::Note;
use crate::state::{Portal, Shared};
use crate::visit::Visitor;

/// Uses the code. The method waits for its test; whatever the person has stays until that is approved.
pub async fn create(State(portal): State<Shared>, request: Request) -> Result<Json<Enrolled>, Refused> {
    let (parts, content) = request.into_parts();
    let Proof { proof } = body::json(&parts.headers, content, JSON_BYTES).await?;
    let (claims, message) = proof::enrolment(&portal, &proof)?;
    let code: EnrolmentCode = claims.code.parse().map_err(|_| ProblemCode::EnrolmentEnded)?;
    let code = enrolment::kept(code.expose_bytes());
    let now = portal.now();
    let offered = portal.storage.enrolment_by_code(code, now).await?.ok_or(ProblemCode::EnrolmentEnded)?;
    let found = portal.storage.person(offered.person, now).await?;
    let (person, _) = found.ok_or(ProblemCode::EnrolmentEnded)?;
    let method = MethodId(portal.random.bytes());
    let test = test(&portal, &offered, method, now).await?;
    let name = method_name(&claims);
    let note = Note::by_nobody(Act::KeyBrought, Some(person.id)).with("name", name.clone());
    let enrol = Enrol {
        code,
        message,
        name,
        key: claims.key.as_bytes().to_vec(),
        test: test.clone(),
        notes: note.quiet(&Visitor::of(&portal, &parts), now),
    };
    match portal.storage.enrol(enrol).await? {
        EnrolOutcome::Enrolled => {}
        EnrolOutcome::Replayed => return Err(ProblemCode::ProofRefused.into()),
        EnrolOutcome::Ended => return Err(ProblemCode::EnrolmentEnded.into()),
    }
    portal.stir(person.id);
    Ok(Json(answer(&person, method, test)))
}

/// The test asks in the name of the browser that shows the code: what the person sees there is what the app must show.
async fn test(
    portal: &Portal,
    offered: &EnrolmentRow,
    method: MethodId,
    now: u64,
) -> Result<OpenRequest, Refused> {
    let session = portal.storage.portal_session(offered.session, now).await?;
    let session = session.ok_or(ProblemCode::EnrolmentEnded)?;
    let asked = Asked::Enrolment { session: offered.session, method };
    let texts = approvals::texts(portal, &session.origin).await?;
    Ok(approvals::request(portal, offered.person, asked, texts, session.expires))
}

fn answer(person: &PersonRow, method: MethodId, test: OpenRequest) -> Enrolled {
    let OpenRequest { id, person: whose, asked, texts, expires, now } = test;
    let state = RequestState::Waiting;
    let row = RequestRow { id, person: whose, asked, texts, created: now, expires, state, answered: None };
    Enrolled {
        method: named::method(person.id, method),
        person: named::person(person.id),
        name: person.name.as_str().into(),
        test: shown::pending(&row),
    }
}

/// The device by the name its owner gave it, and what it runs on.
fn method_name(claims: &Enrolment) -> String {
    match (claims.device.as_str(), claims.platform.as_str()) {
        ("", "") => "Regain".to_owned(),
        (one, "") | ("", one) => one.to_owned(),
        (device, platform) => format!("{device} ({platform})"),
    }
}
