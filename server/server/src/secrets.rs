//! The secrets' file: outside the database, so that a stolen copy of the database opens nothing.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use regain_backup::Secrets;
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
    #[error("{}: the file is damaged or of another version; restore it from your copy", .0.display())]
    Damaged(PathBuf),
    /// A portal with people in it, without its secrets.
    #[error(
        "{} is missing, but the portal has people: with new secrets no authenticator app's code would be right any more. Restore the file from your copy",
        .0.display()
    )]
    MissingPortal(PathBuf),
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
    let bytes = read(path)?;
    Secrets::read(&bytes).map_err(|_| SecretsFileError::Damaged(path.to_owned()))
}

/// Where the portal's lie.
pub fn portal_path(data_dir: &Path) -> PathBuf {
    data_dir.join("secrets").join("portal.key")
}

/// Reads the portal's; makes them while nobody has an account there.
pub fn load_or_make_portal(
    data_dir: &Path,
    has_people: bool,
    random: &Random,
) -> Result<regain_portal::Secrets, SecretsFileError> {
    let path = portal_path(data_dir);
    let broken = |source| SecretsFileError::File { path: path.clone(), source };
    if !path.exists() {
        if has_people {
            return Err(SecretsFileError::MissingPortal(path));
        }
        files::private_folder(path.parent().unwrap_or(data_dir)).map_err(broken)?;
        files::write_new(&path, &regain_portal::Secrets::make(random)).map_err(broken)?;
    }
    load_portal(&path)
}

/// Reads the portal's.
pub fn load_portal(path: &Path) -> Result<regain_portal::Secrets, SecretsFileError> {
    let bytes = read(path)?;
    regain_portal::Secrets::read(&bytes).map_err(|_| SecretsFileError::Damaged(path.to_owned()))
}

/// The bytes of a file that nobody else may read.
fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, SecretsFileError> {
    let broken = |source| SecretsFileError::File { path: path.to_owned(), source };
    let mode = fs::metadata(path).map_err(broken)?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(SecretsFileError::Readable(path.to_owned()));
    }
    fs::read(path).map(Zeroizing::new).map_err(broken)
}
