//! Who could be the second.

use regain_storage::portal::{PersonId, PersonRow, PersonState, Role};

/// Of those who help, the administrators who may sign in and are neither who asks nor who it is about.
pub fn seconds(privileged: Vec<PersonRow>, by: PersonId, about: PersonId) -> Vec<PersonRow> {
    let may = |row: &PersonRow| {
        row.role == Role::Administrator
            && row.state != PersonState::Disabled
            && row.id != by
            && row.id != about
    };
    privileged.into_iter().filter(may).collect()
}
