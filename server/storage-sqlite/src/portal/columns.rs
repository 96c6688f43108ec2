//! Columns as values.

use regain_storage::portal::{
    Evidence, MethodId, MethodKind, MethodState, PersonId, PersonState, RequestState, Role,
};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{Connection, Row, params};

use crate::failure::Failure;

/// A value behind a stored number or id.
pub struct Column<T>(pub T);

macro_rules! numbers {
    ($($type:ty),+) => {$(
        impl FromSql for Column<$type> {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let number = u8::column_result(value)?;
                <$type>::from_number(number).map(Self).ok_or(FromSqlError::OutOfRange(number.into()))
            }
        }
    )+};
}

numbers!(MethodKind, MethodState, PersonState, RequestState, Role);

impl FromSql for Column<PersonId> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        <[u8; 16]>::column_result(value).map(|id| Self(PersonId(id)))
    }
}

impl FromSql for Column<MethodId> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        <[u8; 16]>::column_result(value).map(|id| Self(MethodId(id)))
    }
}

/// The value of a column.
pub fn column<T>(row: &Row<'_>, at: usize) -> rusqlite::Result<T>
where
    Column<T>: FromSql,
{
    row.get::<_, Column<T>>(at).map(|column| column.0)
}

/// The value of a column that may be empty.
pub fn optional<T>(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<T>>
where
    Column<T>: FromSql,
{
    row.get::<_, Option<Column<T>>>(at).map(|column| column.map(|column| column.0))
}

/// Evidence by a statement that gives kind, method and time.
pub fn evidence(connection: &Connection, sql: &str, of: &[u8; 32]) -> Result<Vec<Evidence>, Failure> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([of], |row| {
        Ok(Evidence { kind: column(row, 0)?, method: column(row, 1)?, at: row.get(2)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Notes that a method proved something.
pub fn seen(connection: &Connection, person: PersonId, evidence: Evidence) -> Result<(), Failure> {
    connection
        .prepare_cached(
            "UPDATE methods SET last_used = ?3 WHERE person = ?1 AND id = ?2 AND coalesce(last_used, 0) < ?3",
        )?
        .execute(params![person.0, evidence.method.0, evidence.at])?;
    Ok(())
}
