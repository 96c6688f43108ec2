//! `GET /requests`: what waits for this method.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use regain_http::bearer;
use regain_protocol::ProblemCode;
use regain_protocol::portal::Pending;

use crate::api::fault::Refused;
use crate::api::shown;
use crate::state::Shared;

/// Says it, with the portal's time.
pub async fn look(State(portal): State<Shared>, headers: HeaderMap) -> Result<Json<Pending>, Refused> {
    let token = bearer::token_hash(&headers).ok_or(ProblemCode::SignInRequired)?;
    let now = portal.now();
    let session = portal.storage.app_session(token, now).await?;
    let (person, method) = session.ok_or(ProblemCode::SignInRequired)?;
    let request = portal.storage.waiting_request(person, method, now).await?;
    Ok(Json(Pending { time: now, request: request.as_ref().map(shown::pending) }))
}
