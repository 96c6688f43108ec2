//! What a request says.

use regain_storage::StorageError;
use regain_storage::portal::{Asked, OpenRequest, PersonId, RequestId, RequestTexts};

use super::{REQUEST_MS, draw};
use crate::state::Portal;

/// What is shown to who decides: what is signed in to, and from where. `origin` is the address and browser of who asks.
pub async fn texts(portal: &Portal, origin: &str) -> Result<RequestTexts, StorageError> {
    let (_, policy) = portal.storage.policy().await?;
    let (place, browser) = match origin.split_once(" · ") {
        Some((place, browser)) => (place, Some(browser.to_owned())),
        None => (origin, None),
    };
    Ok(RequestTexts {
        application: portal.organisation().await?,
        place: Some(place.to_owned()),
        browser,
        number: draw(&portal.random, policy.digits),
    })
}

/// A request that waits from now on, at most until who asks is gone (ms).
pub fn request(
    portal: &Portal,
    person: PersonId,
    asked: Asked,
    texts: RequestTexts,
    gone: u64,
) -> OpenRequest {
    let now = portal.now();
    let id = RequestId(portal.random.bytes());
    OpenRequest { id, person, asked, texts, expires: gone.min(now + REQUEST_MS), now }
}
