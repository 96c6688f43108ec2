//! A code of an authenticator app.

use regain_storage::portal::{Evidence, MethodId, MethodKind, MethodRow, MethodState, PersonId};

use super::{Verified, seed};
use crate::Standing;
use crate::fault::Fault;
use crate::guess::{self, Whose};
use crate::state::Portal;
use crate::visit::Visitor;

/// One step either way (RFC 6238 §6): clocks that are set differ by less.
const DRIFT: u8 = 1;

/// Compares a code with those of all the person's apps. A step that was accepted once, on whatever path, is not accepted again, nor any
/// before it (RFC 6238 §5.2).
pub async fn code(
    portal: &Portal,
    visitor: &Visitor,
    standing: &Standing,
    typed: &str,
) -> Result<Verified, Fault> {
    let live = |method: &&MethodRow| method.kind == MethodKind::Code && method.state == MethodState::Live;
    let methods = standing.methods.iter().filter(live).map(|method| method.id).collect();
    among(portal, visitor, standing, methods, typed).await
}

/// Compares a code with that of one app that was reported lost: proof that it is there, and of nothing else.
pub async fn code_of_suspended(
    portal: &Portal,
    visitor: &Visitor,
    standing: &Standing,
    method: MethodId,
    typed: &str,
) -> Result<Verified, Fault> {
    let it = |row: &&MethodRow| {
        row.id == method && row.kind == MethodKind::Code && row.state == MethodState::Suspended
    };
    let methods = standing.methods.iter().filter(it).map(|method| method.id).collect();
    among(portal, visitor, standing, methods, typed).await
}

/// Takes the step of a new app's first code, which was compared by [`crate::methods::first_code`]; `None` when it was taken before.
pub async fn first_code_of(
    portal: &Portal,
    person: PersonId,
    method: MethodId,
    step: u64,
) -> Result<Option<Evidence>, Fault> {
    let at = portal.now();
    let accepted = portal.storage.accept_step(person, method, step).await?;
    Ok(accepted.then_some(Evidence { kind: MethodKind::Code, method, at }))
}

async fn among(
    portal: &Portal,
    visitor: &Visitor,
    standing: &Standing,
    methods: Vec<MethodId>,
    typed: &str,
) -> Result<Verified, Fault> {
    let whose = Whose::Person(standing);
    let counted = match guess::count(portal, visitor, whose, MethodKind::Code).await? {
        Ok(counted) => counted,
        Err(not_now) => return Ok(Verified::NotNow(not_now)),
    };
    let now = portal.now();
    let person = standing.person.id;
    for method in methods {
        let Some(sealed) = portal.storage.method_secret(person, method).await? else { continue };
        let otp = seed::open(portal, person, method, &sealed).map_err(|error| Fault::internal(&error))?;
        let step = otp.verify(typed, now / 1000, DRIFT).map_err(|error| Fault::internal(&error))?;
        if let Some(step) = step
            && portal.storage.accept_step(person, method, step).await?
        {
            guess::was_right(portal, &counted).await?;
            return Ok(Verified::Right(Evidence { kind: MethodKind::Code, method, at: now }));
        }
    }
    Ok(Verified::Wrong)
}
