//! A backup's row, by its id.

use regain_log::{BackupId, Hash, MemberKind};
use regain_storage::Position;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::failure::Failure;

/// The integer that stands for a backup in the other tables.
pub type Key = i64;

/// The key of this backup.
pub fn key(connection: &Connection, backup: BackupId) -> Result<Option<Key>, Failure> {
    let mut statement = connection.prepare_cached("SELECT key FROM backups WHERE id = ?1")?;
    Ok(statement.query_row([backup.as_bytes()], |row| row.get(0)).optional()?)
}

/// The head, from two neighbouring columns.
pub fn position(row: &Row<'_>, at: usize) -> rusqlite::Result<Position> {
    Ok(Position { number: row.get(at)?, hash: Hash(row.get(at + 1)?) })
}

/// A member's kind as it is kept.
pub struct KindColumn(pub MemberKind);

impl FromSql for KindColumn {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_i64()? {
            1 => Ok(Self(MemberKind::Device)),
            2 => Ok(Self(MemberKind::Kit)),
            3 => Ok(Self(MemberKind::Passphrase)),
            other => Err(FromSqlError::OutOfRange(other)),
        }
    }
}
