//! `POST /accounts/registration`: OPAQUE's registration before an account is made.

use axum::Json;
use axum::extract::{Request, State};
use regain_http::body;
use regain_protocol::limit::JSON_BYTES;
use regain_protocol::{Problem, ProblemCode, RegistrationRequest, RegistrationResponse, path};

use crate::fault::Fault;
use crate::opaque;
use crate::state::Shared;

/// Answers a registration request; keeps nothing and tells nothing about names.
#[utoipa::path(post, path = path::REGISTRATION, tag = "accounts", request_body = RegistrationRequest,
    responses((status = 200, body = RegistrationResponse), (status = 403, body = Problem), (status = 429, body = Problem)))]
pub async fn start(
    State(service): State<Shared>,
    request: Request,
) -> Result<Json<RegistrationResponse>, Fault> {
    if !service.settings.registration_open {
        return Err(ProblemCode::RegistrationClosed.into());
    }
    let client = service.client(&request);
    let (parts, body) = request.into_parts();
    let RegistrationRequest { account: _, slot, registration_request } =
        body::json(&parts.headers, body, JSON_BYTES).await?;
    service.spend_registration("registration", client).await?;
    service.require_fresh_slot(slot).await?;
    let response = opaque::register(&service.secrets.setup, slot, &registration_request.0)
        .map_err(|error| Fault::malformed(format!("registration_request: {error}")))?;
    Ok(Json(RegistrationResponse { registration_response: response.into() }))
}
