//! Opening a database: lock, connections, migrations, threads.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::SqliteStorage;
use crate::migrate::{migrate, require_current};
use crate::readers::Readers;
use crate::writer::{MOST_TOGETHER, Writer};

/// Why a database can't be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another server has it open for writing.
    #[error("another server is using {}; stop it first, or give this one a database of its own", .0.display())]
    InUse(PathBuf),
    /// A newer program made it.
    #[error("{} was written by a newer version of this program (schema {found}, this one knows {known}); install that version or restore a backup", .path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: u32,
        /// The newest schema this program knows.
        known: u32,
    },
    /// The server that uses it is an older one.
    #[error("{} is used by an older server (schema {found}, this program knows {known}); stop it, or use that server's own program", .path.display())]
    Older {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: u32,
        /// The schema of this program.
        known: u32,
    },
    /// A database of something else.
    #[error("{} is a database, but not one of this program; name another file", .0.display())]
    Foreign(PathBuf),
    /// The file, its folder or its lock file.
    #[error("can't open {}", .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// SQLite.
    #[error("can't open the database {}", .path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// Why.
        source: rusqlite::Error,
    },
}

/// The exclusive lock that keeps a second server out: `flock` on a file beside the database, so that it ends with the process,
/// however that ends.
pub struct Lock(#[expect(dead_code, reason = "held for its lock")] File);

/// Pages in the WAL before they are moved into the database, 64 MiB: seldom enough that appends rarely wait for it.
const AUTOCHECKPOINT_PAGES: u32 = 16_000;

impl SqliteStorage {
    /// Opens the database in this file, or makes it (mode 0600), and brings its schema up to date.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, OpenError> {
        Self::open_sharing(path.into(), MOST_TOGETHER)
    }

    /// The same, but every operation commits by itself: what the shared commit is measured against.
    pub fn open_committing_alone(path: impl Into<PathBuf>) -> Result<Self, OpenError> {
        Self::open_sharing(path.into(), 1)
    }

    /// For a command on the host: also while a server uses the database. It commits between the server's own commits, and leaves
    /// the schema to the server.
    pub fn open_beside_a_server(path: impl Into<PathBuf>) -> Result<Self, OpenError> {
        let path = path.into();
        match lock(&path) {
            Ok(lock) => Self::open_holding(path, MOST_TOGETHER, Some(lock)),
            Err(OpenError::InUse(path)) => Self::open_holding(path, 1, None),
            Err(error) => Err(error),
        }
    }

    fn open_sharing(path: PathBuf, together: usize) -> Result<Self, OpenError> {
        let lock = lock(&path)?;
        Self::open_holding(path, together, Some(lock))
    }

    fn open_holding(path: PathBuf, together: usize, lock: Option<Lock>) -> Result<Self, OpenError> {
        create_private(&path).map_err(|source| OpenError::File { path: path.clone(), source })?;
        let sqlite = |source| OpenError::Sqlite { path: path.clone(), source };
        let mut writing = writing_connection(&path).map_err(sqlite)?;
        if lock.is_some() {
            migrate(&path, &mut writing)?;
        } else {
            require_current(&path, &writing)?;
        }
        let readers = Readers::start(|| reading_connection(&path)).map_err(sqlite)?;
        Ok(Self { writer: Writer::start(writing, together), readers, path, _lock: lock })
    }
}

fn lock(path: &Path) -> Result<Lock, OpenError> {
    let lock_path = beside(path, "-lock");
    let broken = |source| OpenError::File { path: lock_path.clone(), source };
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .open(&lock_path)
        .map_err(broken)?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse(path.to_owned())),
        Err(TryLockError::Error(source)) => Err(broken(source)),
    }
}

/// Makes the file before SQLite does, which would let the umask decide who reads it. WAL and shared memory take its mode over.
fn create_private(path: &Path) -> io::Result<()> {
    match OpenOptions::new().create_new(true).write(true).mode(0o600).open(path) {
        Ok(_) => sync_folder_of(path),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// A new file survives a power cut only when its folder was synced.
pub fn sync_folder_of(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

/// `database` → `database-suffix`.
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

fn writing_connection(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    // FULL: a commit is on the disk when it returns. fullfsync is what macOS needs for that to be true.
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON;
         PRAGMA checkpoint_fullfsync = ON;
         PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -8000;
         PRAGMA trusted_schema = OFF;",
    )?;
    connection.pragma_update_and_check(None, "wal_autocheckpoint", AUTOCHECKPOINT_PAGES, |_| Ok(()))?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

/// A connection that can't write.
pub fn reading_connection(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection
        .execute_batch("PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -2000;")?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}
