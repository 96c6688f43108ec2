//! A store that does not open is never taken for an empty app: what is wrong with it, and the way out.

use std::fs;
use std::path::{Path, PathBuf};

use regain_seal::lock::{self, HEADER_LEN, HeaderError, StoreError, UnlockError};
use regain_sync::Replica;
use regain_sync::replica::ReplicaError;

use super::keyring::{self, Keyring};
use super::secret::{Secret, opens_by_keyring};
use super::{FILE, LOCK, PREVIOUS, Store, file, lock_file};
use crate::context::{Context, now_ms};
use crate::error::{Exit, Failure, Result};
use crate::time;

/// The first bytes can't be read.
pub(super) fn header(home: &Path, error: HeaderError) -> Failure {
    let file = home.join(FILE);
    match error {
        HeaderError::NotAStore => {
            let message = format!(
                "{} is damaged in its first {HEADER_LEN} bytes, or no store of Regain",
                file.display()
            );
            Failure::new(Exit::Store, "store-damaged", message).next(way_out(home))
        }
        newer => {
            let next =
                format!("update this program; if it is up to date, the file is damaged: {}", way_out(home));
            Failure::new(Exit::Store, "store-newer", format!("{}: {newer}", file.display())).next(next)
        }
    }
}

/// The header does not open. When the generation before opens by the same lock, it was the file that was wrong, not the person.
pub(super) fn locked(
    home: &Path,
    bytes: &[u8],
    secret: &Secret<'_>,
    keyring: &dyn Keyring,
    error: UnlockError,
) -> Failure {
    if error != UnlockError::Secret {
        return Failure::of(Exit::Store, "lock-kind", &error).next(way_out(home));
    }
    let opens = |other: &[u8]| match secret {
        Secret::Passphrase(_) => lock::unlock(other, secret.of_lock()).is_ok(),
        Secret::Key(_) => opens_by_keyring(keyring, other),
    };
    if let Some(failure) = first_bytes(home, bytes, opens) {
        return failure;
    }
    let failure = Failure::of(Exit::Secret, "wrong-passphrase", &error);
    match secret {
        Secret::Passphrase(_) => failure.next(
            "try again, minding upper and lower case and the keyboard's layout; if you are sure of it, the file is damaged: `regain recover` \
             restores your backup into an empty home",
        ),
        Secret::Key(_) => failure.next(way_out(home)),
    }
}

/// That the first bytes of the store are damaged, if the generation before opens by the same lock and begins otherwise.
pub(super) fn first_bytes(home: &Path, bytes: &[u8], opens: impl Fn(&[u8]) -> bool) -> Option<Failure> {
    let other = fs::read(home.join(PREVIOUS)).ok()?;
    if other.get(..HEADER_LEN) == bytes.get(..HEADER_LEN) || !opens(&other) {
        return None;
    }
    let right = Secret::is_right(lock::kind(&other).ok()?);
    let message =
        format!("{right}, but {} is damaged in its first {HEADER_LEN} bytes", home.join(FILE).display());
    Some(Failure::new(Exit::Store, "store-damaged", message).next(way_out(home)))
}

/// The content does not open although the lock did.
pub(super) fn content(home: &Path, error: StoreError) -> Failure {
    match error {
        StoreError::Header => {
            let message =
                "the app's lock was changed by another process while this one ran; nothing was changed here";
            Failure::new(Exit::Store, "lock-changed", message)
                .next("run the command again, with the new lock")
        }
        StoreError::Damaged { offset, length } => {
            let right = Store::kind(home).map_or("the lock opens", Secret::is_right);
            let message = format!(
                "{right}, but {} is damaged or cut off after byte {offset} of {length}",
                home.join(FILE).display()
            );
            Failure::new(Exit::Store, "store-damaged", message).next(way_out(home))
        }
    }
}

/// The content opens and holds something else.
pub(super) fn structure(home: &Path, error: &ReplicaError) -> Failure {
    let next = match error {
        ReplicaError::Newer(_) => "update this program".to_owned(),
        ReplicaError::Malformed(_) => way_out(home),
    };
    Failure::of(Exit::Store, "store-damaged", error).next(next)
}

/// Puts the generation before in the place of the store, after both were looked at. The damaged file keeps a name of its own,
/// which is returned.
pub fn use_previous(context: &Context) -> Result<(PathBuf, usize)> {
    let home = &context.home;
    let _guard = lock_file::wait(home, LOCK)?;
    let previous = file::read(home, PREVIOUS)?;
    let secret = Secret::find(context, &keyring::System, &previous)?;
    let bad = |error: &(dyn std::error::Error + 'static)| {
        Failure::of(Exit::Store, "previous-damaged", error)
            .while_doing(format!("{} does not open either", home.join(PREVIOUS).display()))
            .next("restore your backup into an empty home with `regain recover --home DIR`, or put back a copy of the file")
    };
    let opened = lock::unlock(&previous, secret.of_lock()).map_err(|error| bad(&error))?;
    let plain = lock::open_store(&opened, &previous).map_err(|error| bad(&error))?;
    let replica = Replica::decode(&plain, now_ms()).map_err(|error| bad(&error))?;
    let aside = home.join(format!("{FILE}.damaged-{}", context.now()));
    let failed = |error: std::io::Error| {
        Failure::new(
            Exit::Store,
            "not-saved",
            format!("the files in {} can't be renamed: {error}", home.display()),
        )
        .next("check the folder's permissions")
    };
    match fs::rename(home.join(FILE), &aside) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    file::replace(home, &previous)?;
    Ok((aside, regain_vault::account::count(&replica.vault)))
}

fn way_out(home: &Path) -> String {
    let recover = "restore your backup into an empty home with `regain recover --home DIR`, or put back a copy of the file";
    let written = fs::metadata(home.join(PREVIOUS)).and_then(|meta| meta.modified()).ok();
    let since = written.and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    match since {
        Some(since) => {
            let when = time::local(u64::try_from(since.as_millis()).unwrap_or_default());
            format!(
                "go back to the state of {when}, before the last change, with `regain doctor --use-previous`; or {recover}"
            )
        }
        None => recover.to_owned(),
    }
}
