//! A person's passkeys.

use regain_storage::portal::{MethodId, MethodKind, MethodRow};

use super::Credential;
use crate::Standing;
use crate::fault::Fault;
use crate::state::Portal;

/// The passkeys of this person that `which` lets pass, each with its method.
pub async fn known(
    portal: &Portal,
    standing: &Standing,
    which: impl Fn(&MethodRow) -> bool + Send,
) -> Result<Vec<(MethodId, Credential)>, Fault> {
    let mut found = Vec::new();
    for method in &standing.methods {
        if method.kind != MethodKind::Passkey || !which(method) {
            continue;
        }
        let Some(stored) = portal.storage.method_secret(standing.person.id, method.id).await? else {
            continue;
        };
        let credential = Credential::decode(&stored);
        found.push((method.id, credential.ok_or_else(|| Fault::internal(&"a stored passkey is damaged"))?));
    }
    Ok(found)
}
