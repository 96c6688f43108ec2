//! Signed messages are accepted once.

use regain_storage::portal::MessageId;
use rusqlite::{Connection, params};

use crate::failure::Failure;

/// Whether this message was accepted before.
pub fn is_known(connection: &Connection, message: MessageId) -> Result<bool, Failure> {
    let mut statement =
        connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM messages WHERE hash = ?1)")?;
    Ok(statement.query_row([message.hash], |row| row.get(0))?)
}

/// Accepts a message. Called after every other check; of many at once, the others' whole operations fail.
pub fn accept(connection: &Connection, message: MessageId) -> Result<(), Failure> {
    connection
        .prepare_cached("INSERT INTO messages (hash, expires) VALUES (?1, ?2)")?
        .execute(params![message.hash, message.expires])?;
    Ok(())
}
