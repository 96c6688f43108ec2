//! All people.

use regain_storage::StorageError;
use regain_storage::portal::PeopleQuery;

use crate::Standing;
use crate::state::Portal;

/// People asked for at once.
const PAGE: usize = 500;

/// What is made of everybody, by name; of whom nothing is made is left out.
pub async fn each<T>(
    portal: &Portal,
    now: u64,
    mut make: impl FnMut(Standing) -> Option<T>,
) -> Result<Vec<T>, StorageError> {
    let (mut made, mut after) = (Vec::new(), None);
    loop {
        let page = portal.storage.people(PeopleQuery { holds: None, after, limit: PAGE }, now).await?;
        let is_last = page.len() < PAGE;
        after = page.last().map(|(person, _)| person.name.clone());
        made.extend(page.into_iter().filter_map(|(person, methods)| make(Standing { person, methods })));
        if is_last {
            return Ok(made);
        }
    }
}
