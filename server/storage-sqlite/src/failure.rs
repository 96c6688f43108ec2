//! What a statement's failure means to a caller.

use regain_storage::StorageError;
use rusqlite::ErrorCode;

/// Why an operation failed inside.
#[derive(Debug)]
pub enum Failure {
    Sqlite(rusqlite::Error),
    Storage(StorageError),
}

impl Failure {
    /// The caller broke the operation's contract.
    pub fn misuse(what: &str) -> Self {
        Self::Storage(StorageError::Internal(what.to_owned()))
    }

    /// The database holds what it can't hold.
    pub fn corrupt(what: impl Into<String>) -> Self {
        Self::Storage(StorageError::Corrupt(what.into()))
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

impl From<Failure> for StorageError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Storage(error) => error,
            Failure::Sqlite(error) => of_sqlite(&error),
        }
    }
}

fn of_sqlite(error: &rusqlite::Error) -> StorageError {
    match error {
        rusqlite::Error::SqliteFailure(code, _) => match code.code {
            ErrorCode::DiskFull => StorageError::Full,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StorageError::Unavailable,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => StorageError::Corrupt(error.to_string()),
            _ => StorageError::Internal(error.to_string()),
        },
        rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::InvalidColumnType(..) => StorageError::Corrupt(error.to_string()),
        _ => StorageError::Internal(error.to_string()),
    }
}
