//! People.

mod list;

use regain_storage::Pending;
use regain_storage::portal::{
    AddressRow, Change, ChangePerson, CreatePerson, CreatePersonOutcome, MethodRow, Notes, People,
    PeopleQuery, PersonId, PersonRow, PersonState, Purpose, Role, TakeOneTime, ThingHash,
};
use rusqlite::types::ToSql;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::columns::{column, optional};
use super::{audit, methods, one_times, sessions};
use crate::SqliteStorage;
use crate::failure::Failure;

impl People for SqliteStorage {
    fn create_person(&self, request: CreatePerson) -> Pending<'_, CreatePersonOutcome> {
        let bytes = request.name.len() + request.shown.len() + audit::weight(&request.notes);
        self.write(bytes, move |connection| create(connection, &request))
    }

    fn person(&self, id: PersonId, now: u64) -> Pending<'_, Option<(PersonRow, Vec<MethodRow>)>> {
        self.read(move |connection| {
            find(
                connection,
                "SELECT id, name, shown, role, role_since, state, default_method, revision, created, language FROM people WHERE id = ?1",
                &id.0,
                now,
            )
        })
    }

    fn person_by_name(&self, name: &str, now: u64) -> Pending<'_, Option<(PersonRow, Vec<MethodRow>)>> {
        let name = name.to_owned();
        self.read(move |connection| {
            find(
                connection,
                "SELECT id, name, shown, role, role_since, state, default_method, revision, created, language FROM people WHERE name = ?1",
                &name,
                now,
            )
        })
    }

    fn people(&self, query: PeopleQuery, now: u64) -> Pending<'_, Vec<(PersonRow, Vec<MethodRow>)>> {
        self.read(move |connection| list::list(connection, &query, now))
    }

    fn privileged(&self) -> Pending<'_, Vec<PersonRow>> {
        self.read(list::privileged)
    }

    fn set_language(&self, person: PersonId, language: &str) -> Pending<'_, ()> {
        let language = language.to_owned();
        self.write(language.len(), move |connection| {
            connection
                .prepare_cached("UPDATE people SET language = ?2 WHERE id = ?1")?
                .execute(params![person.0, language])?;
            Ok(())
        })
    }

    fn change_person(&self, request: ChangePerson) -> Pending<'_, Change> {
        self.write(audit::weight(&request.notes), move |connection| change(connection, &request))
    }

    fn add_address(&self, person: PersonId, address: &str, notes: Notes) -> Pending<'_, bool> {
        let address = address.to_owned();
        self.write(address.len() + audit::weight(&notes), move |connection| {
            let added = connection
                .prepare_cached(
                    "INSERT INTO addresses (person, address) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
                )?
                .execute(params![person.0, address])?;
            noted(connection, added == 1, &notes)
        })
    }

    fn remove_address(&self, person: PersonId, address: &str, notes: Notes) -> Pending<'_, bool> {
        let address = address.to_owned();
        self.write(address.len() + audit::weight(&notes), move |connection| {
            let removed = connection
                .prepare_cached("DELETE FROM addresses WHERE person = ?1 AND address = ?2")?
                .execute(params![person.0, address])?;
            noted(connection, removed == 1, &notes)
        })
    }

    fn delete_invited(&self, person: PersonId, revision: u64, notes: Notes) -> Pending<'_, Change> {
        self.write(audit::weight(&notes), move |connection| delete(connection, person, revision, &notes))
    }

    fn confirm_address(&self, link: ThingHash, address: &str, now: u64, notes: Notes) -> Pending<'_, bool> {
        let address = address.to_owned();
        self.write(address.len() + audit::weight(&notes), move |connection| {
            confirm(connection, link, &address, now, &notes)
        })
    }

    fn addresses(&self, person: PersonId) -> Pending<'_, Vec<AddressRow>> {
        self.read(move |connection| {
            let mut statement = connection
                .prepare_cached("SELECT address, confirmed FROM addresses WHERE person = ?1 ORDER BY key")?;
            let rows = statement.query_map([person.0], |row| {
                Ok(AddressRow { address: row.get(0)?, confirmed: row.get(1)? })
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}

/// Raises the revision, if it is the one a change was decided on. Called after every other check of the change.
pub fn raise(connection: &Connection, person: PersonId, revision: u64) -> Result<bool, Failure> {
    let raised = connection
        .prepare_cached("UPDATE people SET revision = revision + 1 WHERE id = ?1 AND revision = ?2")?
        .execute(params![person.0, revision])?;
    Ok(raised == 1)
}

/// Writes the notes of what happened, and says whether it did.
pub fn noted(connection: &Connection, happened: bool, notes: &Notes) -> Result<bool, Failure> {
    if happened {
        audit::note(connection, notes)?;
    }
    Ok(happened)
}

/// Raises the revision of a person, whatever it is.
pub fn raise_anyway(connection: &Connection, person: PersonId) -> Result<(), Failure> {
    connection
        .prepare_cached("UPDATE people SET revision = revision + 1 WHERE id = ?1")?
        .execute([person.0])?;
    Ok(())
}

/// Creates a person.
pub fn create(connection: &Connection, request: &CreatePerson) -> Result<CreatePersonOutcome, Failure> {
    let CreatePerson { id, name, shown, role, now, notes } = request;
    let created = connection
        .prepare_cached(
            "INSERT INTO people (id, name, shown, role, role_since, state, created, searched)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?5, ?7) ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            id.0,
            name,
            shown,
            *role as u8,
            now,
            PersonState::Invited as u8,
            searched(name, shown)
        ])?;
    Ok(if noted(connection, created == 1, notes)? {
        CreatePersonOutcome::Created
    } else {
        CreatePersonOutcome::Taken
    })
}

fn searched(name: &str, shown: &str) -> String {
    format!("{name} {shown}").to_lowercase()
}

fn find(
    connection: &Connection,
    sql: &str,
    by: &dyn ToSql,
    now: u64,
) -> Result<Option<(PersonRow, Vec<MethodRow>)>, Failure> {
    let found = connection.prepare_cached(sql)?.query_row([by], row).optional()?;
    let Some(person) = found else { return Ok(None) };
    let methods = methods::of_person(connection, person.id, now)?;
    Ok(Some((person, methods)))
}

fn row(row: &Row<'_>) -> rusqlite::Result<PersonRow> {
    Ok(PersonRow {
        id: column(row, 0)?,
        name: row.get(1)?,
        shown: row.get(2)?,
        role: column(row, 3)?,
        role_since: row.get(4)?,
        state: column(row, 5)?,
        default_method: optional(row, 6)?,
        revision: row.get(7)?,
        created: row.get(8)?,
        language: row.get(9)?,
    })
}

/// Changes name, role or state.
pub fn change(connection: &Connection, request: &ChangePerson) -> Result<Change, Failure> {
    let ChangePerson { person, revision, shown, role, disabled, now, notes } = request;
    if takes_the_last_administrator(connection, request)? {
        return Ok(Change::LastAdministrator);
    }
    if !raise(connection, *person, *revision)? {
        return Ok(Change::Moved);
    }
    if let Some(shown) = shown {
        rename(connection, *person, shown)?;
    }
    if let Some(role) = role {
        connection
            .prepare_cached("UPDATE people SET role = ?2, role_since = ?3 WHERE id = ?1 AND role <> ?2")?
            .execute(params![person.0, *role as u8, now])?;
    }
    if let Some(disabled) = disabled {
        connection
            .prepare_cached(
                "UPDATE people SET state = CASE WHEN ?2 THEN ?3 WHEN enrolled = 1 THEN ?4 ELSE ?5 END WHERE id = ?1",
            )?
            .execute(params![
                person.0,
                disabled,
                PersonState::Disabled as u8,
                PersonState::Active as u8,
                PersonState::Invited as u8
            ])?;
    }
    if *disabled == Some(true) {
        sessions::end_all(connection, *person, None)?;
    }
    audit::note(connection, notes)?;
    Ok(Change::Changed)
}

fn rename(connection: &Connection, person: PersonId, shown: &str) -> Result<(), Failure> {
    let name: String = connection
        .prepare_cached("SELECT name FROM people WHERE id = ?1")?
        .query_row([person.0], |row| row.get(0))?;
    connection
        .prepare_cached("UPDATE people SET shown = ?2, searched = ?3 WHERE id = ?1")?
        .execute(params![person.0, shown, searched(&name, shown)])?;
    Ok(())
}

fn takes_the_last_administrator(connection: &Connection, request: &ChangePerson) -> Result<bool, Failure> {
    let gives_up = request.role.is_some_and(|role| role != Role::Administrator);
    Ok((gives_up || request.disabled == Some(true)) && is_last_administrator(connection, request.person)?)
}

fn is_last_administrator(connection: &Connection, person: PersonId) -> Result<bool, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM people WHERE id = ?1 AND role = ?2 AND state <> ?3)
            AND NOT EXISTS (SELECT 1 FROM people WHERE id <> ?1 AND role = ?2 AND state <> ?3)",
    )?;
    let key = params![person.0, Role::Administrator as u8, PersonState::Disabled as u8];
    Ok(statement.query_row(key, |row| row.get(0))?)
}

/// Everything of the person goes by foreign keys, but for the audit log.
fn delete(
    connection: &Connection,
    person: PersonId,
    revision: u64,
    notes: &Notes,
) -> Result<Change, Failure> {
    if is_last_administrator(connection, person)? {
        return Ok(Change::LastAdministrator);
    }
    let deleted = connection
        .prepare_cached("DELETE FROM people WHERE id = ?1 AND revision = ?2 AND enrolled = 0")?
        .execute(params![person.0, revision])?;
    Ok(if noted(connection, deleted == 1, notes)? { Change::Changed } else { Change::Moved })
}

fn confirm(
    connection: &Connection,
    link: ThingHash,
    address: &str,
    now: u64,
    notes: &Notes,
) -> Result<bool, Failure> {
    let purpose = Purpose::ConfirmAddress;
    let Some(thing) = one_times::look(connection, &link, purpose, now)? else { return Ok(false) };
    let person = thing.person;
    let waits: bool = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM addresses WHERE person = ?1 AND address = ?2)")?
        .query_row(params![person.0, address], |row| row.get(0))?;
    if !waits || one_times::take(connection, TakeOneTime { hash: link, person, purpose, now })?.is_none() {
        return Ok(false);
    }
    connection
        .prepare_cached("UPDATE addresses SET confirmed = 1 WHERE person = ?1 AND address = ?2")?
        .execute(params![person.0, address])?;
    noted(connection, true, notes)
}
