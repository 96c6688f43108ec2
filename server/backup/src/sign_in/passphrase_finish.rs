//! `POST /sign-in/passphrase/finish`: OPAQUE's third message.

use axum::Json;
use axum::extract::{Request, State};
use regain_http::body;
use regain_log::{BackupId, MemberId};
use regain_protocol::limit::JSON_BYTES;
use regain_protocol::{FinishPassphrase, Problem, Session, path};

use super::passphrase::PassphraseAttempt;
use super::slot_session::slot_session;
use crate::fault::Fault;
use crate::opaque;
use crate::state::Shared;

/// Ends it: a session, or one failure for everything.
#[utoipa::path(post, path = path::PASSPHRASE_FINISH, tag = "sign-in", request_body = FinishPassphrase,
    responses((status = 200, body = Session), (status = 401, body = Problem)))]
pub async fn finish(State(service): State<Shared>, request: Request) -> Result<Json<Session>, Fault> {
    let (parts, body) = request.into_parts();
    let FinishPassphrase { attempt, credential_finalization } =
        body::json(&parts.headers, body, JSON_BYTES).await?;
    let PassphraseAttempt { account, target, login } = service.take_attempt(&attempt).await?;
    let proved = opaque::finish(account.as_str(), &login.0, &credential_finalization.0);
    let Some((backup, slot)) = target.filter(|_| proved) else { return Err(service.sign_in_failed()) };
    let session = slot_session(&service, BackupId(backup), MemberId(slot), |_| true).await?;
    service.clear_passphrase(&account).await?;
    Ok(Json(session))
}
