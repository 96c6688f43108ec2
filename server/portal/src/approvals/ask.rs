//! A browser asks for an approval.

use regain_storage::Spend;
use regain_storage::portal::{Asked, OpenRequestOutcome};

use super::{request, texts};
use crate::Standing;
use crate::fault::Fault;
use crate::state::Portal;
use crate::visit::{Known, Visitor};

const HOUR_MS: u64 = 60 * 60 * 1000;
/// Requests in an hour from all browsers nobody knows: whoever knows the password can't make a phone ring all day.
const MOST_OF_STRANGERS: u64 = 10;
/// Requests in an hour from a browser that completed a sign-in of this person before.
const MOST_OF_A_KNOWN_ONE: u64 = 30;

/// Why no request was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAsked {
    /// Too often: wait so many ms.
    Wait(u64),
    /// Another request waits for this person: there is never a second.
    Pending,
    /// "It wasn't me" was said: not before this time, ms.
    Paused(u64),
    /// Who asks is over.
    Gone,
}

/// Opens a request. Counted before it is opened, whatever comes of it.
pub async fn ask(
    portal: &Portal,
    visitor: &Visitor,
    standing: &Standing,
    asked: Asked,
) -> Result<Result<(), NotAsked>, Fault> {
    let known = Known::of(visitor).id(portal, standing);
    let spend = Spend {
        key: key(portal, standing, known),
        now: portal.now(),
        window_ms: HOUR_MS,
        limit: if known.is_some() { MOST_OF_A_KNOWN_ONE } else { MOST_OF_STRANGERS },
    };
    if let Some(wait) = portal.storage.spend(spend).await?.retry_after_ms {
        return Ok(Err(NotAsked::Wait(wait)));
    }
    let texts = texts(portal, &visitor.origin()).await?;
    let open = request(portal, standing.person.id, asked, texts, u64::MAX);
    match portal.storage.open_request(open).await? {
        OpenRequestOutcome::Opened => {
            portal.stir(standing.person.id);
            Ok(Ok(()))
        }
        OpenRequestOutcome::Pending => Ok(Err(NotAsked::Pending)),
        OpenRequestOutcome::Paused(until) => Ok(Err(NotAsked::Paused(until))),
        OpenRequestOutcome::Gone => Ok(Err(NotAsked::Gone)),
    }
}

/// A request was approved: how often this browser asked is forgotten.
pub async fn forget_asking(portal: &Portal, visitor: &Visitor, standing: &Standing) -> Result<(), Fault> {
    let known = Known::of(visitor).id(portal, standing);
    Ok(portal.storage.clear_budget(&key(portal, standing, known)).await?)
}

fn key(portal: &Portal, standing: &Standing, known: Option<[u8; 16]>) -> Vec<u8> {
    let browser = known.as_ref().map_or(&[][..], |id| id);
    portal.secrets.keyed.mac("requests for approval", &[&standing.person.id.0, browser]).to_vec()
}
