//! `regain-server backup-db PATH`: a consistent copy, also while the server runs.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use regain_storage_sqlite::host;

use crate::{Config, secrets};

/// Copies.
pub fn backup_db(config: &Config, path: &Path) -> anyhow::Result<ExitCode> {
    if !config.database.exists() {
        bail!("there is no database at {}; name the right folder with --data-dir", config.database.display());
    }
    if path.exists() {
        bail!("{} exists; name a new file", path.display());
    }
    host::copy(&config.database, path).with_context(|| format!("can't copy to {}", path.display()))?;
    writeln!(
        io::stdout(),
        "copied to {}\nkeep {} too, apart from the copy: without it no passphrase works any more",
        path.display(),
        secrets::path(&config.data_dir).display()
    )?;
    Ok(ExitCode::SUCCESS)
}
