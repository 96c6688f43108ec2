//! `POST /sign-in/device`: a challenge for a device, the everyday sign-in.

use axum::Json;
use axum::extract::{Request, State};
use regain_http::body;
use regain_log::proof;
use regain_protocol::limit::JSON_BYTES;
use regain_protocol::{Challenge, DeviceSignIn, path};
use serde::{Deserialize, Serialize};

use super::attempt::Attempt;
use crate::fault::Fault;
use crate::state::Shared;

/// Between the messages.
#[derive(Serialize, Deserialize)]
pub struct DeviceAttempt {
    /// Backup and device as they were named; nobody has looked whether they exist.
    pub names: DeviceSignIn,
    /// What is to be signed.
    pub challenge: [u8; proof::CHALLENGE_LEN],
}

impl Attempt for DeviceAttempt {
    const PURPOSE: &'static str = "device";
}

/// Starts a device's sign-in.
#[utoipa::path(post, path = path::DEVICE, tag = "sign-in", request_body = DeviceSignIn,
    responses((status = 200, body = Challenge)))]
pub async fn start(State(service): State<Shared>, request: Request) -> Result<Json<Challenge>, Fault> {
    let (parts, body) = request.into_parts();
    let names: DeviceSignIn = body::json(&parts.headers, body, JSON_BYTES).await?;
    let challenge = service.random.bytes();
    let attempt = service.put_attempt(&DeviceAttempt { names, challenge }).await?;
    Ok(Json(Challenge { attempt, challenge: challenge.to_vec().into() }))
}
