//! One process at a time: `flock` on a file of its own, because the store's file is replaced with every change.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Seek as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use crate::error::{Exit, Failure, Result};

/// After this long the waiting is said, with the holder's process id.
const SAY_AFTER: Duration = Duration::from_secs(5);
/// After this long it is given up.
const GIVE_UP_AFTER: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(10);

/// A lock that is held until this is dropped, or the process ends in whatever way.
pub struct Guard {
    _file: File,
}

/// Takes the lock, waiting for its holder.
pub(super) fn wait(home: &Path, name: &str) -> Result<Guard> {
    let start = Instant::now();
    let mut said = false;
    loop {
        if let Some(guard) = attempt(home, name)? {
            return Ok(guard);
        }
        if start.elapsed() > GIVE_UP_AFTER {
            return Err(Failure::new(
                Exit::Store,
                "store-busy",
                format!("the store is locked by {}", who(home, name)),
            )
            .next("wait until it is done, or end it, and run the command again; nothing was changed"));
        }
        if !said && start.elapsed() > SAY_AFTER {
            said = true;
            // Without standard error the waiting goes on in silence.
            let _ = writeln!(
                std::io::stderr(),
                "waiting for the store, which is locked by {} …",
                who(home, name)
            );
        }
        std::thread::sleep(PAUSE);
    }
}

/// Takes the lock if it is free.
pub(super) fn attempt(home: &Path, name: &str) -> Result<Option<Guard>> {
    let path = home.join(name);
    let failed = |error: std::io::Error| {
        let full = error.kind() == std::io::ErrorKind::StorageFull;
        let next =
            if full { "free some space and run the command again" } else { "check the folder's permissions" };
        Failure::new(
            Exit::Store,
            "lock-file",
            format!("the lock file {} can't be used: {error}", path.display()),
        )
        .next(next)
    };
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(&path)
        .map_err(failed)?;
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => {}
        Err(Errno::WOULDBLOCK | Errno::INTR) => return Ok(None),
        Err(error) => return Err(failed(error.into())),
    }
    // Only for messages: a full disk is no reason not to hold the lock.
    let _ =
        file.set_len(0).and_then(|()| file.rewind()).and_then(|()| write!(file, "{}", std::process::id()));
    Ok(Some(Guard { _file: file }))
}

/// The process that holds the store's lock right now, if any: its id as it wrote it.
pub fn holder(home: &Path) -> Option<String> {
    let file = File::open(home.join(super::LOCK)).ok()?;
    match flock(&file, FlockOperation::NonBlockingLockShared) {
        Err(Errno::WOULDBLOCK) => Some(who(home, super::LOCK)),
        _ => None,
    }
}

fn who(home: &Path, name: &str) -> String {
    let mut text = String::new();
    let read = File::open(home.join(name)).and_then(|file| file.take(20).read_to_string(&mut text));
    match (read, text.trim()) {
        (Ok(_), pid) if !pid.is_empty() && pid.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("process {pid}")
        }
        _ => "another process".to_owned(),
    }
}
