//! Finds the entry that an enrolment replaces.

use super::list;
use crate::{RecordId, Vault};

/// The live bound account of this person at this portal, if there is one.
pub fn same(vault: &Vault, portal: &str, person: &str) -> Option<RecordId> {
    let mut accounts = list(vault).into_iter().flatten();
    accounts.find(|account| account.portal == portal && account.person == person).map(|account| account.id)
}
