//! `POST /sign-in/passphrase`: OPAQUE's first two messages.

use axum::Json;
use axum::extract::{Request, State};
use regain_http::body;
use regain_log::{BackupId, MemberId, MemberKind};
use regain_protocol::limit::JSON_BYTES;
use regain_protocol::{AccountName, Bytes, PassphraseChallenge, Problem, SignInByPassphrase, path};
use regain_storage::AccountRow;
use serde::{Deserialize, Serialize};

use super::attempt::Attempt;
use crate::fault::Fault;
use crate::opaque;
use crate::state::Shared;

/// Between the messages.
#[derive(Serialize, Deserialize)]
pub struct PassphraseAttempt {
    /// The name, known or not.
    pub account: AccountName,
    /// Backup and slot; nothing for a name that is unknown or has no passphrase.
    pub target: Option<([u8; 16], [u8; 16])>,
    /// OPAQUE's state.
    pub login: Bytes,
}

impl Attempt for PassphraseAttempt {
    const PURPOSE: &'static str = "passphrase";
}

/// Starts a sign-in by passphrase. Unknown names get an answer of the same shape, the same every time.
#[utoipa::path(post, path = path::PASSPHRASE, tag = "sign-in", request_body = SignInByPassphrase,
    responses((status = 200, body = PassphraseChallenge), (status = 429, body = Problem)))]
pub async fn start(
    State(service): State<Shared>,
    request: Request,
) -> Result<Json<PassphraseChallenge>, Fault> {
    let (parts, body) = request.into_parts();
    let SignInByPassphrase { account, credential_request } =
        body::json(&parts.headers, body, JSON_BYTES).await?;
    service.spend_passphrase(&account).await?;
    let found = service.storage.account_by_name(account.as_str()).await?;
    let slot = found.as_ref().and_then(passphrase_of);
    let invented = service.secrets.invented_credential(&account);
    let credential = slot.as_ref().map_or(invented, |(_, slot, _)| slot.0);
    let record = slot.as_ref().map(|(.., record)| record.as_slice());
    let started = opaque::start(
        &service.secrets.setup,
        account.as_str(),
        &credential,
        record,
        &credential_request.0,
        &service.random,
    )
    .map_err(|error| Fault::malformed(format!("credential_request: {error}")))?;
    let target = slot.as_ref().map(|(backup, slot, _)| (backup.0, slot.0));
    let attempt = PassphraseAttempt { account, target, login: started.state.into() };
    let attempt = service.put_attempt(&attempt).await?;
    Ok(Json(PassphraseChallenge { attempt, credential_response: started.response.into() }))
}

fn passphrase_of(account: &AccountRow) -> Option<(BackupId, MemberId, Vec<u8>)> {
    let slot = account.slots.iter().find(|slot| slot.kind == MemberKind::Passphrase)?;
    Some((account.backup, slot.id, slot.opaque_record.clone()?))
}
