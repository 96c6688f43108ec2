//! `POST /session`: a key opens a session that reads requests.

use axum::Json;
use axum::extract::{Request, State};
use regain_http::{body, token};
use regain_protocol::ProblemCode;
use regain_protocol::limit::JSON_BYTES;
use regain_protocol::portal::{Opening, PortalSession, Proof};
use regain_storage::portal::{AppSessionOutcome, MethodState, OpenAppSession};

use crate::api::fault::Refused;
use crate::api::proof::{self, Spoken};
use crate::state::Shared;

/// How long it lasts, ms: twelve hours.
const SESSION_MS: u64 = 12 * 60 * 60 * 1000;

/// Opens it for a method in use, or for one reported as lost whose way back asks for it.
pub async fn open(State(portal): State<Shared>, request: Request) -> Result<Json<PortalSession>, Refused> {
    let (parts, content) = request.into_parts();
    let Proof { proof } = body::json(&parts.headers, content, JSON_BYTES).await?;
    let spoken: Spoken<Opening> = proof::of_method(&portal, &proof).await?;
    if spoken.method.state == MethodState::Waiting {
        return Err(ProblemCode::MethodEnded.into());
    }
    let (text, token) = token::make(&portal.random);
    let now = portal.now();
    let expires = now + SESSION_MS;
    let open = OpenAppSession {
        token,
        person: spoken.person(),
        method: spoken.method.id,
        expires,
        message: spoken.id,
        now,
    };
    match portal.storage.open_app_session(open).await? {
        AppSessionOutcome::Opened => Ok(Json(PortalSession { token: text, expires })),
        AppSessionOutcome::Replayed => Err(ProblemCode::ProofRefused.into()),
        AppSessionOutcome::Ended => Err(spoken.refusal().into()),
    }
}
