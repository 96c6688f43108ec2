//! A code is made.

use regain_protocol::limit::portal::CODE_SECONDS;
use regain_storage::portal::{MethodId, NewOneTime, OfferEnrolment, Purpose};

use super::code::{EnrolmentId, code, kept};
use crate::fault::Fault;
use crate::session::Permit;
use crate::state::Portal;
use crate::visit::Me;

/// Offers an enrolment in this session, of a method that takes the place of `replacing` once it is tested. For [`crate::session::Action::AddMethod`]. A
/// code that ended is renewed by offering once more.
pub async fn offer(
    portal: &Portal,
    me: &Me,
    permit: &Permit,
    replacing: Option<MethodId>,
) -> Result<EnrolmentId, Fault> {
    if let Some(replaced) = replacing {
        let method = me.standing.method(replaced).ok_or(Fault::NotFound)?;
        if !method.kind.is_everyday() {
            return Err(Fault::NotFound);
        }
    }
    let id = EnrolmentId(portal.random.bytes());
    let now = portal.now();
    let code = NewOneTime {
        hash: kept(code(portal, &me.token, id).expose_bytes()),
        person: permit.person(),
        purpose: Purpose::Enrolment,
        method: None,
        expires: Some(now + CODE_SECONDS * 1000),
        uses: Some(1),
    };
    let offer =
        OfferEnrolment { code, session: me.token, replacing, limited_until: permit.limited_until(), now };
    if portal.storage.offer_enrolment(offer).await? { Ok(id) } else { Err(Fault::Moved) }
}
