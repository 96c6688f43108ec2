//! The embedded database: SQLite, one writer that commits everyone waiting together.
//!
//! All writes go through one thread. It takes whatever operations are waiting, runs each inside a savepoint of one
//! transaction, commits, and only then answers: sixty-four callers share one `fsync`. Reads go to a few threads with
//! read-only connections; WAL lets them see one moment while the writer goes on.
//!
//! Adding an operation: a function over [`rusqlite::Connection`] in the noun's module that checks first and writes last
//! (the savepoint undoes errors, not outcomes), called through `SqliteStorage::write` or `SqliteStorage::read`. An expected
//! conflict is found by affected rows, never by catching an error. A change of the schema: `migrations/README.md`.

mod accounts;
mod alerts;
mod attempts;
mod backups;
mod budgets;
mod entries;
mod failure;
pub mod host;
mod jobs;
mod maintenance;
mod migrate;
mod open;
mod outbox;
mod portal;
mod readers;
mod sessions;
mod slots;
mod writer;

use std::path::PathBuf;

use regain_storage::Pending;
use rusqlite::Connection;

pub use open::OpenError;

use crate::failure::Failure;
use crate::open::Lock;
use crate::readers::Readers;
use crate::writer::Writer;

/// An open database. Dropping it finishes what is waiting, closes the database and lets go of the lock.
pub struct SqliteStorage {
    // In this order: connections close before the lock is let go.
    writer: Writer,
    readers: Readers,
    path: PathBuf,
    _lock: Option<Lock>,
}

impl SqliteStorage {
    /// Runs an operation on the writer's connection and waits for its commit. `bytes` is how much memory it holds while it waits.
    /// It may run twice (when a neighbour's failure undid the shared transaction), so it takes nothing out of its request.
    fn write<T: Send + 'static>(
        &self,
        bytes: usize,
        operation: impl Fn(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Pending<'_, T> {
        Box::pin(async move { self.writer.run(bytes, operation).await })
    }

    /// Runs a read on one of the readers' connections, inside a transaction: it sees one moment.
    fn read<T: Send + 'static>(
        &self,
        operation: impl FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Pending<'_, T> {
        Box::pin(async move { self.readers.run(operation).await })
    }
}
