//! The secrets' file: outside the database, so that a stolen copy of the database opens nothing.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use regain_backup::{Secrets, SecretsError};
use regain_http::Random;
use zeroize::Zeroizing;

use crate::files;

/// Why the secrets can't be used. The operator's to mend; each says how.
#[derive(Debug, thiserror::Error)]
pub enum SecretsFileError {
    /// The file or its folder.
    #[error("can't use {}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Others may read it.
    #[error("{} may be read by others; run `chmod 600 {}`", .0.display(), .0.display())]
    Readable(PathBuf),
    /// A database without its secrets.
    #[error(
        "{} is missing, but {} exists: with new secrets no passphrase of it would ever work again. Restore the file from your copy; only if this database holds nothing of worth, remove it",
        secrets.display(),
        database.display()
    )]
    Missing {
        /// The file that is not there.
        secrets: PathBuf,
        /// The database that needs it.
        database: PathBuf,
    },
    /// Damaged.
    #[error("{}: {source}; restore it from your copy", path.display())]
    Damaged {
        /// Which.
        path: PathBuf,
        /// Why.
        source: SecretsError,
    },
}

/// Where they lie.
pub fn path(data_dir: &Path) -> PathBuf {
    data_dir.join("secrets").join("backup.key")
}

/// Reads them; makes them when neither they nor a database are there.
pub fn load_or_make(data_dir: &Path, database: &Path, random: &Random) -> Result<Secrets, SecretsFileError> {
    let path = path(data_dir);
    let broken = |source| SecretsFileError::File { path: path.clone(), source };
    if !path.exists() {
        if database.exists() {
            return Err(SecretsFileError::Missing { secrets: path, database: database.to_owned() });
        }
        files::private_folder(path.parent().unwrap_or(data_dir)).map_err(broken)?;
        if files::write_new(&path, &Secrets::make(random)).map_err(broken)? {
            tracing::info!(file = %path.display(), "made new secrets: keep a copy of this file apart from copies of the database");
        }
    }
    load(&path)
}

/// Reads them.
pub fn load(path: &Path) -> Result<Secrets, SecretsFileError> {
    let broken = |source| SecretsFileError::File { path: path.to_owned(), source };
    let mode = fs::metadata(path).map_err(broken)?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(SecretsFileError::Readable(path.to_owned()));
    }
    let bytes = Zeroizing::new(fs::read(path).map_err(broken)?);
    Secrets::read(&bytes).map_err(|source| SecretsFileError::Damaged { path: path.to_owned(), source })
}
