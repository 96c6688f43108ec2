//! Finds the entry that an enrolment replaces.

use super::list;
use crate::{RecordId, Vault};

/// The live bound account with this name at this portal, if there is one.
pub fn same(vault: &Vault, name: &str, portal: &str) -> Option<RecordId> {
    let accounts = list(vault).into_iter().flatten();
    accounts
        .into_iter()
        .find(|account| account.name == name && account.portal == portal)
        .map(|account| account.id)
}
