//! `POST /backups/{backup}/slots/registration`: OPAQUE's registration of a passphrase that replaces one.

use axum::Json;
use axum::extract::{Path, Request, State};
use regain_http::body;
use regain_protocol::limit::JSON_BYTES;
use regain_protocol::{Problem, RegistrationResponse, SlotRegistration, path};

use crate::fault::Fault;
use crate::opaque;
use crate::state::Shared;

/// Answers a registration request; keeps nothing.
#[utoipa::path(post, path = path::SLOT_REGISTRATION, tag = "slots", security(("session" = [])),
    params(("backup" = String, Path)), request_body = SlotRegistration,
    responses((status = 200, body = RegistrationResponse), (status = 401, body = Problem)))]
pub async fn start(
    State(service): State<Shared>,
    Path(backup): Path<String>,
    request: Request,
) -> Result<Json<RegistrationResponse>, Fault> {
    let (parts, body) = request.into_parts();
    service.member(&parts.headers, &backup).await?;
    let SlotRegistration { slot, registration_request } =
        body::json(&parts.headers, body, JSON_BYTES).await?;
    service.require_fresh_slot(slot).await?;
    let response = opaque::register(&service.secrets.setup, slot, &registration_request.0)
        .map_err(|error| Fault::malformed(format!("registration_request: {error}")))?;
    Ok(Json(RegistrationResponse { registration_response: response.into() }))
}
