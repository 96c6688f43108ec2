//! The first person.

use regain_storage::Pending;
use regain_storage::portal::{
    CreateFirst, CreatePersonOutcome, PeopleCount, PersonState, Role, Setup, ThingHash,
};
use rusqlite::{Connection, params};

use super::{audit, methods, people, sessions};
use crate::SqliteStorage;
use crate::failure::Failure;

impl Setup for SqliteStorage {
    fn count_people(&self) -> Pending<'_, PeopleCount> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT (SELECT count(*) FROM people),
                        (SELECT count(*) FROM people WHERE role > 1 AND role = ?1 AND state <> ?2)",
            )?;
            let by = params![Role::Administrator as u8, PersonState::Disabled as u8];
            Ok(statement
                .query_row(by, |row| Ok(PeopleCount { people: row.get(0)?, administrators: row.get(1)? }))?)
        })
    }

    fn put_setup_link(&self, link: ThingHash, expires: u64) -> Pending<'_, bool> {
        self.write(0, move |connection| {
            let put = connection
                .prepare_cached(
                    "INSERT INTO setup_link (key, hash, expires) SELECT 1, ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM people)
                     ON CONFLICT (key) DO UPDATE SET hash = excluded.hash, expires = excluded.expires",
                )?
                .execute(params![link, expires])?;
            Ok(put == 1)
        })
    }

    fn is_setup_link(&self, link: ThingHash, now: u64) -> Pending<'_, bool> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM setup_link WHERE hash = ?1 AND expires > ?2)
                    AND NOT EXISTS (SELECT 1 FROM people)",
            )?;
            Ok(statement.query_row(params![link, now], |row| row.get(0))?)
        })
    }

    fn create_first(&self, request: CreateFirst) -> Pending<'_, CreatePersonOutcome> {
        self.write(audit::weight(&request.person.notes), move |connection| create(connection, &request))
    }
}

fn create(connection: &Connection, request: &CreateFirst) -> Result<CreatePersonOutcome, Failure> {
    let CreateFirst { link, person, methods, session, evidence } = request;
    // The one statement that of many at once succeeds for one.
    let used = connection
        .prepare_cached(
            "DELETE FROM setup_link WHERE hash = ?1 AND expires > ?2 AND NOT EXISTS (SELECT 1 FROM people)",
        )?
        .execute(params![link, person.now])?;
    if used == 0 {
        return Ok(CreatePersonOutcome::Taken);
    }
    let outcome = people::create(connection, person)?;
    for method in methods {
        methods::insert(connection, person.id, method, person.now)?;
    }
    sessions::insert(connection, person.id, session, evidence, person.now)?;
    Ok(outcome)
}
