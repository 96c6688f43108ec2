//! The link of the first run.

use regain_http::token;
use regain_storage::StorageError;

use crate::state::Portal;

/// How long the link is good, ms: a day. Each start of the server makes a new one.
const GOOD_MS: u64 = 24 * 60 * 60 * 1000;

/// Makes the single-use link by which the first administrator is made; `None` when somebody is there.
pub async fn first_run_link(portal: &Portal) -> Result<Option<String>, StorageError> {
    let (text, hash) = token::make(&portal.random);
    let made = portal.storage.put_setup_link(hash, portal.now() + GOOD_MS).await?;
    Ok(made.then(|| portal.link(&format!("/setup/{text}"))))
}
