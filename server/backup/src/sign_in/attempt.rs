//! What a sign-in remembers between its two messages.

use regain_http::token;
use regain_protocol::ProblemCode;
use regain_storage::PutAttempt;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::fault::Fault;
use crate::state::Service;

/// How long an attempt may take, ms: 5 minutes.
const ATTEMPT_MS: u64 = 5 * 60 * 1000;

/// Something kept between two messages.
pub trait Attempt: Serialize + DeserializeOwned {
    /// Its purpose: an attempt of one kind is worth nothing for another.
    const PURPOSE: &'static str;
}

impl Service {
    /// Keeps it, sealed, and gives its name for the client.
    pub(crate) async fn put_attempt<A: Attempt>(&self, attempt: &A) -> Result<String, Fault> {
        let state = serde_json::to_vec(attempt).map_err(Fault::internal)?;
        let (text, id) = token::make(&self.random);
        let state = self.secrets.seal_attempt(A::PURPOSE, &id, &state, &self.random);
        let expires = self.clock.now().saturating_add(ATTEMPT_MS);
        if self.storage.put_attempt(PutAttempt { id, state, expires }).await? {
            Ok(text)
        } else {
            Err(Fault::internal("a random attempt id was there already"))
        }
    }

    /// Takes it, once. An unknown, used or ended attempt, or one of another kind, is a failed sign-in.
    pub(crate) async fn take_attempt<A: Attempt>(&self, text: &str) -> Result<A, Fault> {
        let id = token::hash_of_text(text).ok_or(ProblemCode::SignInFailed)?;
        let sealed =
            self.storage.take_attempt(id, self.clock.now()).await?.ok_or(ProblemCode::SignInFailed)?;
        let state =
            self.secrets.open_attempt(A::PURPOSE, &id, &sealed).map_err(|_| ProblemCode::SignInFailed)?;
        serde_json::from_slice(&state).map_err(Fault::internal)
    }

    /// The one answer for a wrong secret, an unknown name and an ended attempt.
    pub(crate) fn sign_in_failed(&self) -> Fault {
        self.metrics.count("regain_sign_in_failures_total");
        ProblemCode::SignInFailed.into()
    }
}
