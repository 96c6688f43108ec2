//! Methods.

use regain_storage::Pending;
use regain_storage::portal::{
    AddMethod, Change, ChangeMethod, MethodChange, MethodId, MethodKind, MethodRow, MethodState, Methods,
    NewMethod, PersonId, PersonState, RemoveMethods, TakeOneTime, Taken,
};
use rusqlite::{Connection, OptionalExtension, params};

use super::columns::{column, optional};
use super::people::raise;
use super::{audit, one_times, sessions};
use crate::SqliteStorage;
use crate::failure::Failure;

impl Methods for SqliteStorage {
    fn add_method(&self, request: AddMethod) -> Pending<'_, Change> {
        let bytes = request.method.secret.len() + request.things.len() * 64 + audit::weight(&request.notes);
        self.write(bytes, move |connection| add(connection, &request))
    }

    fn change_method(&self, request: ChangeMethod) -> Pending<'_, Change> {
        self.write(audit::weight(&request.notes), move |connection| change(connection, &request))
    }

    fn remove_methods(&self, request: RemoveMethods) -> Pending<'_, Change> {
        self.write(audit::weight(&request.notes), move |connection| remove_kinds(connection, &request))
    }

    fn method_secret(&self, person: PersonId, method: MethodId) -> Pending<'_, Option<Vec<u8>>> {
        self.read(move |connection| {
            let mut statement =
                connection.prepare_cached("SELECT secret FROM methods WHERE person = ?1 AND id = ?2")?;
            Ok(statement.query_row([person.0, method.0], |row| row.get(0)).optional()?)
        })
    }

    fn accept_step(&self, person: PersonId, method: MethodId, step: u64) -> Pending<'_, bool> {
        self.write(0, move |connection| {
            let accepted = connection
                .prepare_cached(
                    "UPDATE methods SET last_step = ?3
                     WHERE person = ?1 AND id = ?2 AND kind = ?4 AND (last_step IS NULL OR last_step < ?3)",
                )?
                .execute(params![person.0, method.0, step, MethodKind::Code as u8])?;
            Ok(accepted == 1)
        })
    }

    fn accept_count(&self, person: PersonId, method: MethodId, count: u32) -> Pending<'_, bool> {
        // In the column of time steps: both only rise, and no method has both.
        self.write(0, move |connection| {
            let accepted = connection
                .prepare_cached(
                    "UPDATE methods SET last_step = ?3
                     WHERE person = ?1 AND id = ?2 AND kind = ?4
                       AND (last_step IS NULL OR last_step < ?3 OR (last_step = 0 AND ?3 = 0))",
                )?
                .execute(params![person.0, method.0, count, MethodKind::Passkey as u8])?;
            Ok(accepted == 1)
        })
    }
}

/// All methods of a person.
pub fn of_person(connection: &Connection, person: PersonId, now: u64) -> Result<Vec<MethodRow>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT id, kind, state, name, added, last_used, ends, limited_until, suspended, replaces,
                (SELECT coalesce(sum(coalesce(o.uses, 1)), 0) FROM one_times o
                 WHERE o.person = m.person AND o.method = m.id AND (o.expires IS NULL OR o.expires > ?2))
         FROM methods m WHERE person = ?1 ORDER BY added, id",
    )?;
    let rows = statement.query_map(params![person.0, now], |row| {
        Ok(MethodRow {
            id: column(row, 0)?,
            kind: column(row, 1)?,
            state: column(row, 2)?,
            name: row.get(3)?,
            added: row.get(4)?,
            last_used: row.get(5)?,
            ends: row.get(6)?,
            limited_until: row.get(7)?,
            suspended: row.get(8)?,
            replaces: optional(row, 9)?,
            left: row.get(10)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Adds a method.
pub fn add(connection: &Connection, request: &AddMethod) -> Result<Change, Failure> {
    let AddMethod { person, revision, method, things, taking, now, notes } = request;
    if things.iter().any(|thing| thing.person != *person || thing.method != Some(method.id)) {
        return Err(Failure::misuse("a thing that comes with a method is bound to it"));
    }
    if !raise_taking(connection, *person, *revision, *taking, None)? {
        return Ok(Change::Moved);
    }
    insert(connection, *person, method, *now)?;
    for thing in things {
        if !one_times::insert(connection, thing)? {
            return Err(Failure::misuse("a one-time thing's hash was used before"));
        }
    }
    audit::note(connection, notes)?;
    Ok(Change::Changed)
}

/// Adds a method in its place: of some kinds there is one.
pub fn insert(
    connection: &Connection,
    person: PersonId,
    method: &NewMethod,
    now: u64,
) -> Result<(), Failure> {
    let NewMethod { id, kind, state, name, secret, ends, limited_until } = method;
    if matches!(kind, MethodKind::Password | MethodKind::RecoveryCodes | MethodKind::Pass) {
        remove_kind(connection, person, *kind)?;
    }
    connection
        .prepare_cached(
            "INSERT INTO methods (person, id, kind, state, name, secret, added, ends, limited_until)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            person.0,
            id.0,
            *kind as u8,
            *state as u8,
            name,
            secret,
            now,
            ends,
            limited_until
        ])?;
    if *state == MethodState::Live {
        enrolled(connection, person, *kind)?;
    }
    Ok(())
}

/// Raises the revision and uses the thing, which belongs to this method (or to none), or neither. Called after every other check of the change.
fn raise_taking(
    connection: &Connection,
    person: PersonId,
    revision: u64,
    taking: Option<TakeOneTime>,
    bound_to: Option<MethodId>,
) -> Result<bool, Failure> {
    let Some(thing) = taking else { return raise(connection, person, revision) };
    let is_its_own = |good: Taken| good.method == bound_to;
    if thing.person != person
        || !one_times::good(connection, thing)?.is_some_and(is_its_own)
        || !raise(connection, person, revision)?
    {
        return Ok(false);
    }
    match one_times::take(connection, thing)? {
        Some(_) => Ok(true),
        None => Err(Failure::misuse("a thing that is good can be used")),
    }
}

fn change(connection: &Connection, request: &ChangeMethod) -> Result<Change, Failure> {
    let ChangeMethod { person, revision, method, change, taking, now, notes } = request;
    let found: Option<(MethodKind, MethodState)> = connection
        .prepare_cached("SELECT kind, state FROM methods WHERE person = ?1 AND id = ?2")?
        .query_row([person.0, method.0], |row| Ok((column(row, 0)?, column(row, 1)?)))
        .optional()?;
    let Some((kind, state)) = found else { return Ok(Change::Moved) };
    if starts_from(change).is_some_and(|from| from != state) {
        return Ok(Change::Moved);
    }
    if !raise_taking(connection, *person, *revision, *taking, Some(*method))? {
        return Ok(Change::Moved);
    }
    match change {
        MethodChange::GoLive { replacing } => go_live(connection, *person, *method, kind, *replacing)?,
        MethodChange::Resume => set_state(connection, *person, *method, MethodState::Live, None)?,
        MethodChange::Suspend => {
            set_state(connection, *person, *method, MethodState::Suspended, Some(*now))?;
        }
        MethodChange::Rename(name) => {
            connection
                .prepare_cached("UPDATE methods SET name = ?3 WHERE person = ?1 AND id = ?2")?
                .execute(params![person.0, method.0, name])?;
        }
        MethodChange::MakeDefault => {
            connection
                .prepare_cached("UPDATE people SET default_method = ?2 WHERE id = ?1")?
                .execute([person.0, method.0])?;
        }
        MethodChange::Remove => remove(connection, *person, *method, kind)?,
    }
    audit::note(connection, notes)?;
    Ok(Change::Changed)
}

fn starts_from(change: &MethodChange) -> Option<MethodState> {
    match change {
        MethodChange::GoLive { .. } => Some(MethodState::Waiting),
        MethodChange::MakeDefault | MethodChange::Suspend => Some(MethodState::Live),
        MethodChange::Resume => Some(MethodState::Suspended),
        MethodChange::Rename(_) | MethodChange::Remove => None,
    }
}

/// Brings a method to life, in the place of another.
pub fn go_live(
    connection: &Connection,
    person: PersonId,
    method: MethodId,
    kind: MethodKind,
    replacing: Option<MethodId>,
) -> Result<(), Failure> {
    connection
        .prepare_cached("UPDATE methods SET state = ?3, replaces = NULL WHERE person = ?1 AND id = ?2")?
        .execute(params![person.0, method.0, MethodState::Live as u8])?;
    enrolled(connection, person, kind)?;
    replacing.map_or(Ok(()), |old| replace(connection, person, old, method))
}

/// What this method replaces, if that is still there.
pub fn replaces(
    connection: &Connection,
    person: PersonId,
    method: MethodId,
) -> Result<Option<MethodId>, Failure> {
    let found = connection
        .prepare_cached(
            "SELECT old.id FROM methods new JOIN methods old ON old.person = new.person AND old.id = new.replaces
             WHERE new.person = ?1 AND new.id = ?2 AND old.id <> new.id",
        )?
        .query_row([person.0, method.0], |row| column(row, 0))
        .optional()?;
    Ok(found)
}

/// Whether this person has this method, of this kind and in this state.
pub fn is(
    connection: &Connection,
    person: PersonId,
    method: MethodId,
    kind: MethodKind,
    state: MethodState,
) -> Result<bool, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM methods WHERE person = ?1 AND id = ?2 AND kind = ?3 AND state = ?4)",
    )?;
    Ok(statement.query_row(params![person.0, method.0, kind as u8, state as u8], |row| row.get(0))?)
}

/// Sets a method's state, and since when it is suspended.
pub fn set_state(
    connection: &Connection,
    person: PersonId,
    method: MethodId,
    state: MethodState,
    suspended: Option<u64>,
) -> Result<(), Failure> {
    connection
        .prepare_cached("UPDATE methods SET state = ?3, suspended = ?4 WHERE person = ?1 AND id = ?2")?
        .execute(params![person.0, method.0, state as u8, suspended])?;
    Ok(())
}

/// The first everyday method makes an invited person an active one, for good.
fn enrolled(connection: &Connection, person: PersonId, kind: MethodKind) -> Result<(), Failure> {
    if kind.is_everyday() {
        connection
            .prepare_cached(
                "UPDATE people SET enrolled = 1, state = CASE WHEN state = ?2 THEN ?3 ELSE state END WHERE id = ?1",
            )?
            .execute(params![person.0, PersonState::Invited as u8, PersonState::Active as u8])?;
    }
    Ok(())
}

/// The new one is asked for first where the old one was.
fn replace(connection: &Connection, person: PersonId, old: MethodId, new: MethodId) -> Result<(), Failure> {
    let kind: Option<MethodKind> = connection
        .prepare_cached("SELECT kind FROM methods WHERE person = ?1 AND id = ?2")?
        .query_row([person.0, old.0], |row| column(row, 0))
        .optional()?;
    let kind = kind.ok_or_else(|| Failure::misuse("what is replaced is a method of the person"))?;
    connection
        .prepare_cached("UPDATE people SET default_method = ?3 WHERE id = ?1 AND default_method = ?2")?
        .execute([person.0, old.0, new.0])?;
    remove(connection, person, old, kind)
}

/// Removes methods for registering anew.
pub fn remove_kinds(connection: &Connection, request: &RemoveMethods) -> Result<Change, Failure> {
    let RemoveMethods { person, revision, kinds, notes } = request;
    if !raise(connection, *person, *revision)? {
        return Ok(Change::Moved);
    }
    for kind in kinds {
        remove_kind(connection, *person, *kind)?;
    }
    sessions::end_all(connection, *person, None)?;
    audit::note(connection, notes)?;
    Ok(Change::Changed)
}

fn remove_kind(connection: &Connection, person: PersonId, kind: MethodKind) -> Result<(), Failure> {
    let mut select = connection.prepare_cached("SELECT id FROM methods WHERE person = ?1 AND kind = ?2")?;
    let ids = select
        .query_map(params![person.0, kind as u8], |row| column(row, 0))?
        .collect::<rusqlite::Result<Vec<MethodId>>>()?;
    ids.into_iter().try_for_each(|id| remove(connection, person, id, kind))
}

/// Its one-time things go by their foreign key.
fn remove(
    connection: &Connection,
    person: PersonId,
    method: MethodId,
    kind: MethodKind,
) -> Result<(), Failure> {
    if kind == MethodKind::Pass {
        sessions::end_resting_on(connection, person, method)?;
    }
    connection
        .prepare_cached("UPDATE people SET default_method = NULL WHERE id = ?1 AND default_method = ?2")?
        .execute([person.0, method.0])?;
    connection
        .prepare_cached("DELETE FROM methods WHERE person = ?1 AND id = ?2")?
        .execute([person.0, method.0])?;
    Ok(())
}
