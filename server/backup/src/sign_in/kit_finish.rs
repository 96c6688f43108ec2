//! `POST /sign-in/kit/finish`: the kit's signature.

use axum::Json;
use axum::extract::{Request, State};
use regain_http::body;
use regain_log::{BackupId, MemberId, MemberRecord, proof};
use regain_protocol::limit::JSON_BYTES;
use regain_protocol::{FinishSignature, Problem, Session, path};

use super::kit::KitAttempt;
use super::slot_session::slot_session;
use crate::fault::Fault;
use crate::state::Shared;

/// Ed25519's base point, a valid key: what the signature for an unknown name is checked with, so that it takes as long.
const NOBODY: [u8; 32] = {
    let mut point = [0x66; 32];
    point[0] = 0x58;
    point
};

/// Ends it: a session, or one failure for everything.
#[utoipa::path(post, path = path::KIT_FINISH, tag = "sign-in", request_body = FinishSignature,
    responses((status = 200, body = Session), (status = 401, body = Problem)))]
pub async fn finish(State(service): State<Shared>, request: Request) -> Result<Json<Session>, Fault> {
    let origins = service.origins(&request)?;
    let (parts, body) = request.into_parts();
    let FinishSignature { attempt, signature } = body::json(&parts.headers, body, JSON_BYTES).await?;
    let signature: [u8; 64] =
        signature.0.try_into().map_err(|_| Fault::malformed("signature: not 64 bytes"))?;
    let KitAttempt { account, target, challenge } = service.take_attempt(&attempt).await?;
    let signed_by = |key: &[u8; 32]| {
        origins.iter().any(|origin| {
            proof::verify(key, &proof::kit_auth_message(origin, account.as_str(), &challenge), &signature)
        })
    };
    let Some((backup, slot)) = target else {
        signed_by(&NOBODY);
        return Err(service.sign_in_failed());
    };
    let proved = |record: &MemberRecord| record.kit.is_some_and(|keys| signed_by(&keys.auth));
    slot_session(&service, BackupId(backup), MemberId(slot), proved).await.map(Json)
}
