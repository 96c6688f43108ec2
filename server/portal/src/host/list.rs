//! Who is there.

use regain_storage::StorageError;
use regain_storage::portal::{PeopleQuery, PersonState, Role};

use crate::Standing;
use crate::state::Portal;

/// People asked for at once.
const PAGE: usize = 500;

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
    let mut lines: Vec<PersonLine> = Vec::new();
    loop {
        let after = lines.last().map(|line| line.name.clone());
        let page = portal.storage.people(PeopleQuery { holds: None, after, limit: PAGE }, now).await?;
        let is_last = page.len() < PAGE;
        lines.extend(page.into_iter().map(|(person, methods)| {
            let standing = Standing { person, methods };
            let ways_in = standing.ways_in(now);
            let person = standing.person;
            PersonLine {
                name: person.name,
                shown: person.shown,
                role: person.role,
                state: person.state,
                ways_in,
            }
        }));
        if is_last {
            return Ok(lines);
        }
    }
}
