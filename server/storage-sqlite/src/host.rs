//! What an operator does on the host, beside a running server: nothing here takes its lock or writes to its database.

use std::path::Path;

use regain_storage::StorageError;

use crate::failure::Failure;
use crate::maintenance;
use crate::open::reading_connection;

/// Writes a consistent copy of the database into a new file (mode 0600). Fails where that file exists.
pub fn copy(database: &Path, to: &Path) -> Result<(), StorageError> {
    maintenance::copy(database, to).map_err(StorageError::from)
}

/// What SQLite finds wrong with the database: structure, indices, foreign keys. Nothing when all is well. Reads all of it.
pub fn check(database: &Path) -> Result<Vec<String>, StorageError> {
    findings(database).map_err(StorageError::from)
}

fn findings(database: &Path) -> Result<Vec<String>, Failure> {
    let connection = reading_connection(database)?;
    let mut found = Vec::new();
    let mut quick = connection.prepare("PRAGMA quick_check")?;
    for line in quick.query_map([], |row| row.get::<_, String>(0))? {
        let line = line?;
        if line != "ok" {
            found.push(line);
        }
    }
    let mut keys = connection.prepare("PRAGMA foreign_key_check")?;
    for table in keys.query_map([], |row| row.get::<_, String>(0))? {
        found.push(format!("a row of {} points nowhere", table?));
    }
    Ok(found)
}
