//! The schema, brought up to date.

use std::cmp::Ordering;
use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::open::OpenError;

/// In order; the first is number 1. Never edited once shipped, see `migrations/README.md`.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_start.sql"),
    include_str!("../migrations/0002_passphrase_ids.sql"),
    include_str!("../migrations/0003_portal.sql"),
    include_str!("../migrations/0004_approvals.sql"),
];

/// Marks the file as one of this program's: "RgnB".
const APPLICATION_ID: i32 = 0x5267_6e42;

/// Applies what is missing, each in a transaction with its number.
pub fn migrate(path: &Path, connection: &mut Connection) -> Result<(), OpenError> {
    let failed = |source| OpenError::Sqlite { path: path.to_owned(), source };
    let known = u32::try_from(MIGRATIONS.len()).expect("there are only a few migrations");
    let found = version(connection).map_err(failed)?;
    if is_foreign(connection, found).map_err(failed)? {
        return Err(OpenError::Foreign(path.to_owned()));
    }
    if found > known {
        return Err(OpenError::Newer { path: path.to_owned(), found, known });
    }
    for (number, sql) in (1..=known).zip(MIGRATIONS).skip(found as usize) {
        apply(connection, number, sql).map_err(failed)?;
    }
    Ok(())
}

/// Refuses another schema than this program's: a server uses the database, and brings it up to date itself.
pub fn require_current(path: &Path, connection: &Connection) -> Result<(), OpenError> {
    let failed = |source| OpenError::Sqlite { path: path.to_owned(), source };
    let known = u32::try_from(MIGRATIONS.len()).expect("there are only a few migrations");
    let found = version(connection).map_err(failed)?;
    if is_foreign(connection, found).map_err(failed)? {
        return Err(OpenError::Foreign(path.to_owned()));
    }
    let path = path.to_owned();
    match found.cmp(&known) {
        Ordering::Less => Err(OpenError::Older { path, found, known }),
        Ordering::Equal => Ok(()),
        Ordering::Greater => Err(OpenError::Newer { path, found, known }),
    }
}

fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

fn is_foreign(connection: &Connection, version: u32) -> rusqlite::Result<bool> {
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: u32 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(application != APPLICATION_ID && (version != 0 || tables != 0))
}

fn apply(connection: &mut Connection, number: u32, sql: &str) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch(sql)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", number)?;
    transaction.commit()
}
