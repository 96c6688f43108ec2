//! Things that are good once.

use regain_storage::Pending;
use regain_storage::portal::{
    MethodState, NewOneTime, OneTimeRow, OneTimes, PersonId, Purpose, TakeOneTime, Taken, ThingHash,
};
use rusqlite::{Connection, OptionalExtension, params};

use super::columns::{column, optional};
use crate::SqliteStorage;
use crate::failure::Failure;

impl OneTimes for SqliteStorage {
    fn put_one_time(&self, thing: NewOneTime) -> Pending<'_, bool> {
        self.write(0, move |connection| insert(connection, &thing))
    }

    fn one_time(&self, hash: ThingHash, purpose: Purpose, now: u64) -> Pending<'_, Option<OneTimeRow>> {
        self.read(move |connection| look(connection, &hash, purpose, now))
    }

    fn take_one_time(&self, request: TakeOneTime) -> Pending<'_, Option<Taken>> {
        self.write(0, move |connection| take(connection, request))
    }

    fn forget_one_times(&self, person: PersonId, purpose: Purpose) -> Pending<'_, u64> {
        self.write(0, move |connection| {
            let forgotten = connection
                .prepare_cached("DELETE FROM one_times WHERE person = ?1 AND purpose = ?2")?
                .execute(params![person.0, purpose as u8])?;
            Ok(forgotten as u64)
        })
    }
}

/// Adds a thing. `false`: its hash is known.
pub fn insert(connection: &Connection, thing: &NewOneTime) -> Result<bool, Failure> {
    let NewOneTime { hash, person, purpose, method, expires, uses } = thing;
    let inserted = connection
        .prepare_cached(
            "INSERT INTO one_times (hash, person, purpose, method, expires, uses) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![hash, person.0, *purpose as u8, method.map(|method| method.0), expires, uses])?;
    Ok(inserted == 1)
}

/// A thing that is still good.
pub fn look(
    connection: &Connection,
    hash: &ThingHash,
    purpose: Purpose,
    now: u64,
) -> Result<Option<OneTimeRow>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT person, method, expires FROM one_times
         WHERE hash = ?1 AND purpose = ?2 AND (expires IS NULL OR expires > ?3) AND (uses IS NULL OR uses > 0)",
    )?;
    let row = statement.query_row(params![hash, purpose as u8, now], |row| {
        Ok(OneTimeRow { person: column(row, 0)?, method: optional(row, 1)?, expires: row.get(2)? })
    });
    Ok(row.optional()?)
}

macro_rules! good {
    () => {
        "hash = ?1 AND person = ?2 AND purpose = ?3 AND (expires IS NULL OR expires > ?4) AND (uses IS NULL OR uses > 0)
           AND (method IS NULL OR EXISTS (
             SELECT 1 FROM methods m WHERE m.person = one_times.person AND m.id = one_times.method AND m.state = ?5
               AND (m.ends IS NULL OR m.ends > ?4)))"
    };
}

/// Uses a thing, by one conditional statement.
pub fn take(connection: &Connection, request: TakeOneTime) -> Result<Option<Taken>, Failure> {
    let TakeOneTime { hash, person, purpose, now } = request;
    let mut statement = connection.prepare_cached(concat!(
        "UPDATE one_times SET uses = uses - 1 WHERE ",
        good!(),
        " RETURNING method"
    ))?;
    let key = params![hash, person.0, purpose as u8, now, state_for(purpose) as u8];
    Ok(statement.query_row(key, |row| Ok(Taken { method: optional(row, 0)? })).optional()?)
}

/// What [`take`] would get.
pub fn good(connection: &Connection, request: TakeOneTime) -> Result<Option<Taken>, Failure> {
    let TakeOneTime { hash, person, purpose, now } = request;
    let mut statement = connection.prepare_cached(concat!("SELECT method FROM one_times WHERE ", good!()))?;
    let key = params![hash, person.0, purpose as u8, now, state_for(purpose) as u8];
    Ok(statement.query_row(key, |row| Ok(Taken { method: optional(row, 0)? })).optional()?)
}

/// What comes back by a thing is suspended; what proves by one is in use.
fn state_for(purpose: Purpose) -> MethodState {
    if purpose == Purpose::Resume { MethodState::Suspended } else { MethodState::Live }
}
