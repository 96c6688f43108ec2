//! A page of people.

use regain_storage::portal::{MethodRow, PeopleQuery, PersonRow};
use rusqlite::{Connection, params};

use super::{methods, row};
use crate::failure::Failure;

/// People with their methods, by name.
pub fn list(
    connection: &Connection,
    query: &PeopleQuery,
    now: u64,
) -> Result<Vec<(PersonRow, Vec<MethodRow>)>, Failure> {
    let PeopleQuery { holds, after, limit } = query;
    let mut statement = connection.prepare_cached(
        "SELECT id, name, shown, role, role_since, state, default_method, revision, created, language FROM people
         WHERE (?1 IS NULL OR searched LIKE ?1 ESCAPE '\\') AND (?2 IS NULL OR name > ?2) ORDER BY name LIMIT ?3",
    )?;
    let people = statement.query_map(params![holds.as_deref().map(pattern), after, limit], row)?;
    let with_methods = |person: rusqlite::Result<PersonRow>| {
        let person = person?;
        let methods = methods::of_person(connection, person.id, now)?;
        Ok((person, methods))
    };
    people.map(with_methods).collect()
}

/// People whose role is more than a member's, by name.
pub fn privileged(connection: &Connection) -> Result<Vec<PersonRow>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT id, name, shown, role, role_since, state, default_method, revision, created, language FROM people
         WHERE role > 1 ORDER BY name",
    )?;
    let people = statement.query_map([], row)?;
    Ok(people.collect::<rusqlite::Result<_>>()?)
}

/// What is typed is looked for as it is.
fn pattern(text: &str) -> String {
    let mut pattern = "%".to_owned();
    for character in text.to_lowercase().chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}
