//! Reading the store's file, and replacing it so that after a crash or a full disk there is the old state or the new one.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;

use super::{FILE, NEW, PREVIOUS};
use crate::error::{Exit, Failure, Result};

/// The largest file that is read: twice what the format of records allows, and the log's state.
const MAX_LEN: u64 = 256 << 20;

pub(super) fn make_home(home: &Path) -> Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(home).map_err(|error| {
        Failure::new(Exit::Store, "home", format!("the folder {} can't be made: {error}", home.display()))
            .next("check the path and its permissions, or choose another folder with --home DIR")
    })
}

/// The bytes of a file of the home, bounded.
pub(super) fn read(home: &Path, name: &str) -> Result<Vec<u8>> {
    let path = home.join(name);
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(missing(home)),
        Err(error) => return Err(unreadable(&path, &error)),
    };
    let length = file.metadata().map_err(|error| unreadable(&path, &error))?.len();
    if length > MAX_LEN {
        return Err(unreadable(&path, &io::Error::other("it is larger than a store can be")));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    file.take(MAX_LEN).read_to_end(&mut bytes).map_err(|error| unreadable(&path, &error))?;
    Ok(bytes)
}

/// Puts `bytes` in the place of the store: written beside it, flushed, renamed over it, and the folder flushed. The generation before
/// keeps a name of its own. The caller holds the lock.
pub(super) fn replace(home: &Path, bytes: &[u8]) -> Result<()> {
    let (store, new) = (home.join(FILE), home.join(NEW));
    if let Err(error) = write_durably(&new, bytes) {
        // What is half written is in nobody's way, and would only fill the disk.
        let _ = fs::remove_file(&new);
        return Err(unsaved(home, &error));
    }
    keep_previous(home).map_err(|error| unsaved(home, &error))?;
    fs::rename(&new, &store).map_err(|error| unsaved(home, &error))?;
    File::open(home).and_then(|folder| folder.sync_all()).map_err(|error| {
        let message = format!(
            "the change is written, but {} could not be flushed ({error}): after a power failure it may be gone",
            home.display()
        );
        Failure::new(Exit::Store, "not-flushed", message).next("check the disk, then run `regain doctor`")
    })
}

/// Removes a file of the home; one that is not there is removed already.
pub(super) fn remove(home: &Path, name: &str) -> Result<()> {
    match fs::remove_file(home.join(name)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(unsaved(home, &error)),
        _ => Ok(()),
    }
}

fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // Whatever lies under this name is of a writer that was killed: the lock is ours.
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Gives the present store a second name. At no moment is there no store under its first one.
fn keep_previous(home: &Path) -> io::Result<()> {
    let (store, previous) = (home.join(FILE), home.join(PREVIOUS));
    if !store.exists() {
        return Ok(());
    }
    match fs::remove_file(&previous) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    // File systems without hard links get a copy; one that was cut off there fails its seal, and the store itself is whole.
    fs::hard_link(&store, &previous).or_else(|_| write_durably(&previous, &fs::read(&store)?))
}

fn missing(home: &Path) -> Failure {
    if home.join(PREVIOUS).exists() {
        let message = format!(
            "{} is missing, but the state before the last change is there",
            home.join(FILE).display()
        );
        return Failure::new(Exit::Store, "store-missing", message)
            .next("go back to it with `regain doctor --use-previous`");
    }
    Failure::new(Exit::Store, "no-store", format!("there is no store of Regain in {}", home.display())).next(
        "start with `regain init`, restore a backup with `regain recover`, or name another folder with --home DIR",
    )
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::new(Exit::Store, "store-unreadable", format!("{} can't be read: {error}", path.display()))
        .next("check the disk and the file's permissions; `regain doctor` says more")
}

fn unsaved(home: &Path, error: &io::Error) -> Failure {
    let home = home.display();
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Failure::new(
            Exit::Store,
            "disk-full",
            format!("no space is left on the disk of {home}: the change was not saved, everything before it is intact"),
        )
        .next("free some space and run the command again"),
        _ => Failure::new(
            Exit::Store,
            "not-saved",
            format!("the change could not be saved in {home} ({error}): everything before it is intact"),
        )
        .next("check the disk and the folder's permissions, then run the command again"),
    }
}
