//! Who is there.

use regain_storage::StorageError;
use regain_storage::portal::{PersonRow, PersonState, Role};

use crate::Standing;
use crate::everybody;
use crate::state::Portal;

/// A person in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonLine {
    /// The name typed to sign in.
    pub name: String,
    /// The name shown to others.
    pub shown: String,
    /// What the person may do for others.
    pub role: Role,
    /// Where the account is in its life.
    pub state: PersonState,
    /// Ways in beside the password that last.
    pub ways_in: usize,
}

/// Everybody, by name.
pub async fn list_people(portal: &Portal) -> Result<Vec<PersonLine>, StorageError> {
    let now = portal.now();
    let line = |standing: Standing| {
        let ways_in = standing.ways_in(now);
        let PersonRow { name, shown, role, state, .. } = standing.person;
        Some(PersonLine { name, shown, role, state, ways_in })
    };
    everybody::each(portal, now, line).await
}
