//! The database as a whole.

use std::fs::{self, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use regain_storage::{Maintenance, Pending, StorageError};
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use tokio::sync::oneshot;

use crate::SqliteStorage;
use crate::failure::Failure;
use crate::open::{beside, reading_connection, sync_folder_of};

impl Maintenance for SqliteStorage {
    fn health(&self) -> Pending<'_, ()> {
        Box::pin(async move {
            let select = |connection: &Connection| {
                Ok(connection
                    .prepare_cached("SELECT count(*) FROM jobs")?
                    .query_row([], |row| row.get::<_, u32>(0))?)
            };
            self.readers.run(select).await?;
            self.writer.run(0, select).await.map(|_| ())
        })
    }

    fn size(&self) -> Pending<'_, u64> {
        let files = [self.path.clone(), beside(&self.path, "-wal")];
        Box::pin(async move {
            Ok(files.iter().filter_map(|file| fs::metadata(file).ok()).map(|file| file.len()).sum())
        })
    }

    fn backup_to(&self, path: PathBuf) -> Pending<'_, ()> {
        let from = self.path.clone();
        let (done, answer) = oneshot::channel();
        // A thread of its own: the copy may take minutes, and readers are few.
        std::thread::spawn(move || drop(done.send(copy(&from, &path).map_err(StorageError::from))));
        Box::pin(async move { answer.await.unwrap_or(Err(StorageError::Unavailable)) })
    }
}

/// A consistent copy in a new file (mode 0600), also of a database that a server has open: it takes no lock.
pub fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    OpenOptions::new().create_new(true).write(true).mode(0o600).open(to).map_err(|error| of_file(&error))?;
    let copied = copy_into(from, to);
    if copied.is_err() {
        drop(fs::remove_file(to));
    }
    copied
}

/// SQLite's online backup, whole in one step: a copy in several is started over whenever someone writes.
fn copy_into(from: &Path, to: &Path) -> Result<(), Failure> {
    let source = reading_connection(from)?;
    let mut target = Connection::open(to)?;
    target.execute_batch("PRAGMA synchronous = FULL")?;
    let step = Backup::new(&source, &mut target)?.step(-1)?;
    if step != StepResult::Done {
        return Err(StorageError::Unavailable.into());
    }
    target.close().map_err(|(_, error)| error)?;
    sync_folder_of(to).map_err(|error| of_file(&error))
}

fn of_file(error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StorageError::Full.into(),
        _ => Failure::misuse(&format!("can't write the copy: {error}")),
    }
}
