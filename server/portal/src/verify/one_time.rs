//! What is good once: recovery codes, and temporary access passes.

use regain_storage::portal::{Evidence, MethodKind, Purpose, TakeOneTime};

use super::Verified;
use crate::Standing;
use crate::fault::Fault;
use crate::guess::{self, Whose};
use crate::spoken;
use crate::state::Portal;
use crate::visit::Visitor;

/// A recovery code.
pub async fn recovery_code(
    portal: &Portal,
    visitor: &Visitor,
    standing: &Standing,
    typed: &str,
) -> Result<Verified, Fault> {
    take(portal, visitor, standing, typed, MethodKind::RecoveryCodes, Purpose::RecoveryCode).await
}

/// A temporary access pass.
pub async fn pass(
    portal: &Portal,
    visitor: &Visitor,
    standing: &Standing,
    typed: &str,
) -> Result<Verified, Fault> {
    take(portal, visitor, standing, typed, MethodKind::Pass, Purpose::Pass).await
}

async fn take(
    portal: &Portal,
    visitor: &Visitor,
    standing: &Standing,
    typed: &str,
    kind: MethodKind,
    purpose: Purpose,
) -> Result<Verified, Fault> {
    let counted = match guess::count(portal, visitor, Whose::Person(standing), kind).await? {
        Ok(counted) => counted,
        Err(not_now) => return Ok(Verified::NotNow(not_now)),
    };
    let Some(hash) = spoken::read(typed).map(|bytes| spoken::kept(standing.person.id, &bytes)) else {
        return Ok(Verified::Wrong);
    };
    let now = portal.now();
    let request = TakeOneTime { hash, person: standing.person.id, purpose, now };
    match portal.storage.take_one_time(request).await? {
        Some(taken) => {
            let Some(method) = taken.method else { return Ok(Verified::Wrong) };
            guess::was_right(portal, &counted).await?;
            Ok(Verified::Right(Evidence { kind, method, at: now }))
        }
        None => Ok(Verified::Wrong),
    }
}
