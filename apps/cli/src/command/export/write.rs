//! A file that only its owner reads, whole or not at all, and never over another one unasked.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use crate::context::Context;
use crate::error::{Exit, Failure, Result};

pub(super) fn write(context: &Context, path: &Path, bytes: &[u8]) -> Result<()> {
    if path.is_dir() {
        return Err(Failure::usage(format!("{} is a folder", path.display())).next("name a file in it"));
    }
    if path.symlink_metadata().is_ok() {
        context.prompts.require(&format!("{} exists. Write over it?", path.display()))?;
    }
    let beside = beside(path);
    let written = write_durably(&beside, bytes)
        .and_then(|()| fs::rename(&beside, path))
        .and_then(|()| flush_folder(path));
    written.map_err(|error| {
        // Half an export is of no use, and holds secrets.
        let _ = fs::remove_file(&beside);
        let full = matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded);
        let why = if full { "no space is left on its disk".to_owned() } else { error.to_string() };
        Failure::new(Exit::Failure, "not-written", format!("{} could not be written: {why}", path.display()))
            .next("choose another place; what was there before is untouched")
    })
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    path.with_file_name(name)
}

fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn flush_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}
