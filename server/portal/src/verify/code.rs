//! A code of an authenticator app.

use regain_storage::portal::{Evidence, MethodKind, MethodState};

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
    let whose = Whose::Person(standing);
    let counted = match guess::count(portal, visitor, whose, MethodKind::Code).await? {
        Ok(counted) => counted,
        Err(not_now) => return Ok(Verified::NotNow(not_now)),
    };
    let now = portal.now();
    let person = standing.person.id;
    let live = |kind, state| kind == MethodKind::Code && state == MethodState::Live;
    for method in standing.methods.iter().filter(|method| live(method.kind, method.state)) {
        let Some(sealed) = portal.storage.method_secret(person, method.id).await? else { continue };
        let otp = seed::open(portal, person, method.id, &sealed).map_err(|error| Fault::internal(&error))?;
        let step = otp.verify(typed, now / 1000, DRIFT).map_err(|error| Fault::internal(&error))?;
        if let Some(step) = step
            && portal.storage.accept_step(person, method.id, step).await?
        {
            guess::was_right(portal, &counted).await?;
            return Ok(Verified::Right(Evidence { kind: MethodKind::Code, method: method.id, at: now }));
        }
    }
    Ok(Verified::Wrong)
}
