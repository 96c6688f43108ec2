//! The password.

use regain_storage::portal::{Evidence, MethodKind, MethodState};

use super::Verified;
use crate::fault::Fault;
use crate::guess::{self, Whose};
use crate::password::{Password, Verdict, verify};
use crate::state::Portal;
use crate::visit::Visitor;

/// Compares a password. A name that nobody has, and a person who has none, take the same work and the same time.
pub async fn password(
    portal: &Portal,
    visitor: &Visitor,
    whose: Whose<'_>,
    typed: Password,
) -> Result<Verified, Fault> {
    let counted = match guess::count(portal, visitor, whose, MethodKind::Password).await? {
        Ok(counted) => counted,
        Err(not_now) => return Ok(Verified::NotNow(not_now)),
    };
    let method = match whose {
        Whose::Person(standing) => standing
            .methods
            .iter()
            .find(|method| method.kind == MethodKind::Password && method.state == MethodState::Live)
            .map(|method| (standing.person.id, method.id)),
        Whose::Nobody(_) => None,
    };
    let stored = match method {
        Some((person, method)) => portal.storage.method_secret(person, method).await?,
        None => None,
    };
    let verdict = stretch(portal, move || {
        let stored = stored.as_deref().map(std::str::from_utf8).transpose();
        let stored = stored.map_err(|error| error.to_string())?;
        verify(&typed, stored).map_err(|error| error.to_string())
    })
    .await?
    .map_err(|cause| Fault::internal(&cause))?;
    match (verdict, method) {
        (Verdict::Right { .. }, Some((_, method))) => {
            guess::was_right(portal, &counted).await?;
            Ok(Verified::Right(Evidence { kind: MethodKind::Password, method, at: portal.now() }))
        }
        _ => Ok(Verified::Wrong),
    }
}

/// Work that takes 64 MiB and a core: as many at once as there are cores, the others wait, up to half a minute.
pub async fn stretch<T: Send + 'static>(
    portal: &Portal,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Fault> {
    let turn = tokio::time::timeout(std::time::Duration::from_secs(30), portal.hashing.acquire());
    let turn = turn.await.map_err(|_| Fault::Busy)?.map_err(|error| Fault::internal(&error))?;
    let done = tokio::task::spawn_blocking(work).await;
    drop(turn);
    done.map_err(|error| Fault::internal(&error))
}
