//! Failures in a row.

use regain_storage::Pending;
use regain_storage::portal::{CountGuess, Failures, GuessKey, Guesses};
use rusqlite::{Connection, OptionalExtension, params};

use crate::SqliteStorage;
use crate::failure::Failure;

impl Guesses for SqliteStorage {
    fn failures(&self, keys: Vec<GuessKey>) -> Pending<'_, Vec<Failures>> {
        self.read(move |connection| keys.iter().map(|key| failures(connection, key)).collect())
    }

    fn count_guess(&self, request: CountGuess) -> Pending<'_, bool> {
        self.write(request.counters.len() * 48, move |connection| {
            let CountGuess { counters, now } = &request;
            for (key, read) in counters {
                if failures(connection, key)? != *read {
                    return Ok(false);
                }
            }
            let mut count = connection.prepare_cached(
                "INSERT INTO guesses (key, in_row, last) VALUES (?1, 1, ?2)
                 ON CONFLICT (key) DO UPDATE SET in_row = in_row + 1, last = excluded.last",
            )?;
            for (key, _) in counters {
                count.execute(params![key, now])?;
            }
            Ok(true)
        })
    }

    fn clear_guesses(&self, keys: Vec<GuessKey>) -> Pending<'_, ()> {
        self.write(keys.len() * 32, move |connection| {
            let mut clear = connection.prepare_cached("DELETE FROM guesses WHERE key = ?1")?;
            keys.iter().try_for_each(|key| clear.execute([key]).map(drop).map_err(Failure::from))
        })
    }
}

fn failures(connection: &Connection, key: &GuessKey) -> Result<Failures, Failure> {
    let found = connection
        .prepare_cached("SELECT in_row, last FROM guesses WHERE key = ?1")?
        .query_row([key], |row| Ok(Failures { in_row: row.get(0)?, last: row.get(1)? }))
        .optional()?;
    Ok(found.unwrap_or_default())
}
