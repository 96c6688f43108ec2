//! `POST /sign-in/kit`: a challenge for the recovery kit.

use axum::Json;
use axum::extract::{Request, State};
use regain_http::body;
use regain_log::{MemberKind, proof};
use regain_protocol::limit::JSON_BYTES;
use regain_protocol::{AccountName, Challenge, SignInByKit, path};
use serde::{Deserialize, Serialize};

use super::attempt::Attempt;
use crate::fault::Fault;
use crate::state::Shared;

/// Between the messages.
#[derive(Serialize, Deserialize)]
pub struct KitAttempt {
    /// The name, known or not.
    pub account: AccountName,
    /// Backup and slot; nothing for an unknown name.
    pub target: Option<([u8; 16], [u8; 16])>,
    /// What is to be signed.
    pub challenge: [u8; proof::CHALLENGE_LEN],
}

impl Attempt for KitAttempt {
    const PURPOSE: &'static str = "kit";
}

/// Starts a sign-in by recovery kit. The challenge is there for unknown names too. Never throttled: nobody guesses a key.
#[utoipa::path(post, path = path::KIT, tag = "sign-in", request_body = SignInByKit,
    responses((status = 200, body = Challenge)))]
pub async fn start(State(service): State<Shared>, request: Request) -> Result<Json<Challenge>, Fault> {
    let (parts, body) = request.into_parts();
    let SignInByKit { account } = body::json(&parts.headers, body, JSON_BYTES).await?;
    let found = service.storage.account_by_name(account.as_str()).await?;
    let target = found.and_then(|found| {
        let kit = found.slots.iter().find(|slot| slot.kind == MemberKind::Kit)?;
        Some((found.backup.0, kit.id.0))
    });
    let challenge = service.random.bytes();
    let attempt = service.put_attempt(&KitAttempt { account, target, challenge }).await?;
    Ok(Json(Challenge { attempt, challenge: challenge.to_vec().into() }))
}
