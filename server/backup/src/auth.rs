//! Who asks.

use axum::http::HeaderMap;
use regain_http::bearer;
use regain_log::BackupId;
use regain_protocol::ProblemCode;
use regain_storage::{SessionRow, TOUCH_EVERY_MS, TokenHash};

use crate::fault::Fault;
use crate::state::Service;

/// How long a session lasts after its last use, ms: 30 days.
pub const SESSION_MS: u64 = 30 * 24 * 60 * 60 * 1000;

/// A session and the hash of its token.
pub struct Signed {
    /// The session.
    pub session: SessionRow,
    /// Its token's hash.
    pub token: TokenHash,
}

impl Service {
    /// The session of the request's token.
    pub(crate) async fn signed(&self, headers: &HeaderMap) -> Result<Signed, Fault> {
        let token = bearer::token_hash(headers).ok_or(ProblemCode::SignInRequired)?;
        let now = self.clock.now();
        let session = self.storage.find_session(token, now).await?.ok_or(ProblemCode::SignInRequired)?;
        if now.saturating_sub(session.used) >= TOUCH_EVERY_MS {
            self.storage.touch_session(token, now, now.saturating_add(SESSION_MS)).await?;
        }
        self.sessions.put(token, session);
        Ok(Signed { session, token })
    }

    /// The session, when it is one of this backup. Another backup is answered like one that is not there.
    pub(crate) async fn member(&self, headers: &HeaderMap, backup: &str) -> Result<Signed, Fault> {
        let signed = self.signed(headers).await?;
        let backup: BackupId =
            backup.parse().map_err(|error| Fault::malformed(format!("backup: {error}")))?;
        if signed.session.backup == backup { Ok(signed) } else { Err(ProblemCode::NotFound.into()) }
    }
    /// The session as it was found before, without asking the store: only for an append, whose commit looks again whether it is
    /// still open. Whoever answers without that commit calls [`Service::member`] first. Nothing when its last use is to be
    /// written down.
    pub(crate) fn remembered(&self, headers: &HeaderMap, backup: &str) -> Option<Signed> {
        let token = bearer::token_hash(headers)?;
        let session = self.sessions.find(&token)?;
        let now = self.clock.now();
        let fresh = now < session.expires && now.saturating_sub(session.used) < TOUCH_EVERY_MS;
        let here = backup.parse().is_ok_and(|backup: BackupId| backup == session.backup);
        (fresh && here).then_some(Signed { session, token })
    }

    /// Refuses when the session is not open any more.
    pub(crate) async fn require_open(&self, token: TokenHash) -> Result<(), Fault> {
        let found = self.storage.find_session(token, self.clock.now()).await?;
        found.map(drop).ok_or_else(|| ProblemCode::SignInRequired.into())
    }
}
