//! `DELETE /session`: signs out.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use regain_protocol::{Problem, path};

use crate::fault::Fault;
use crate::state::Shared;

/// Ends the session that asks.
#[utoipa::path(delete, path = path::SESSION, tag = "sign-in", security(("session" = [])),
    responses((status = 204), (status = 401, body = Problem)))]
pub async fn end(State(service): State<Shared>, headers: HeaderMap) -> Result<StatusCode, Fault> {
    let signed = service.signed(&headers).await?;
    service.storage.end_session(signed.token).await?;
    Ok(StatusCode::NO_CONTENT)
}
