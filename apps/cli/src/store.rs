//! The sealed file of this device: opened once per process, changed under a lock, replaced in one step.
//!
//! | file in the home | what |
//! |---|---|
//! | `store.regain` | the store (`docs/FORMAT-store.md`), mode 0600 |
//! | `store.regain.previous` | the same before the last change, for damage of the medium |
//! | `store.regain.new` | being written; never read |
//! | `store.lock`, `sync.lock` | empty but for the process id of their holder |

mod damage;
mod file;
pub mod keyring;
mod lock_file;
mod new_lock;
mod secret;
mod unlocked;

use std::path::{Path, PathBuf};

use regain_seal::lock::{self, LockKind};
use regain_sync::Replica;

use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use keyring::Keyring;
use secret::Secret;

pub use damage::use_previous;
pub use lock_file::{Guard, holder};
pub use new_lock::NewLock;
pub use unlocked::{Stamp, Unlocked};

/// Name of the store's file.
pub const FILE: &str = "store.regain";
/// Name of the generation before.
pub const PREVIOUS: &str = "store.regain.previous";
const NEW: &str = "store.regain.new";
const LOCK: &str = "store.lock";
const SYNC_LOCK: &str = "sync.lock";

/// The store of a home.
pub struct Store;

impl Store {
    /// Whether the home holds a store, or what is left of one: then nothing may be created over it.
    pub fn exists(home: &Path) -> bool {
        [FILE, PREVIOUS].iter().any(|name| home.join(name).symlink_metadata().is_ok())
    }

    /// Makes the home (mode 0700) and its store. Fails when there is one.
    pub fn create(context: &Context, lock: NewLock<'_>, replica: &Replica) -> Result<Unlocked> {
        let home = &context.home;
        file::make_home(home)?;
        let guard = lock_file::wait(home, LOCK)?;
        if Self::exists(home) {
            return Err(Failure::new(
                Exit::Refused,
                "store-exists",
                format!("{} holds a store already; nothing was changed", home.display()),
            )
            .next("use it, or choose another folder with --home DIR"));
        }
        let opened = lock.envelope(|secret| lock::create(secret, &mut context.rng()))?;
        let unlocked = Unlocked::new(home.clone(), opened);
        unlocked.write_new(replica)?;
        drop(guard);
        Ok(unlocked)
    }

    /// What unlocks the store, read from its first bytes.
    pub fn kind(home: &Path) -> Result<LockKind> {
        let bytes = file::read(home, FILE)?;
        lock::kind(&bytes).map_err(|error| damage::header(home, error))
    }

    /// Opens the store: asks for the passphrase, or the system's keyring for the key. Stretching a passphrase takes most of a second,
    /// once per process.
    pub fn unlock(context: &Context) -> Result<Unlocked> {
        Self::unlock_by(context, &keyring::System)
    }

    fn unlock_by(context: &Context, keyring: &dyn Keyring) -> Result<Unlocked> {
        let home = &context.home;
        let bytes = file::read(home, FILE)?;
        let secret = Secret::find(context, keyring, &bytes)?;
        let opened = lock::unlock(&bytes, secret.of_lock())
            .map_err(|error| damage::locked(home, &bytes, &secret, keyring, error))?;
        Ok(Unlocked::new(home.clone(), opened))
    }

    /// The path of the store's file.
    pub fn path(home: &Path) -> PathBuf {
        home.join(FILE)
    }
}
