//! An open store.

use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use rand_core::OsRng;
use regain_seal::lock::{self, LockKind};
use regain_sync::Replica;
use zeroize::Zeroizing;

use super::keyring;
use super::{FILE, Guard, LOCK, NewLock, PREVIOUS, SYNC_LOCK, damage, file, lock_file};
use crate::context::now_ms;
use crate::error::Result;

/// A generation of the store's file: inode, length, time of its last change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp(u64, u64, i64, i64);

/// An open store: the key is held, the passphrase no longer needed. Dropping it locks the app.
pub struct Unlocked {
    home: PathBuf,
    opened: lock::Unlocked,
}

impl Unlocked {
    pub(super) fn new(home: PathBuf, opened: lock::Unlocked) -> Self {
        Self { home, opened }
    }

    /// The folder of the store.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// The state as it is now. Needs no lock: a writer replaces the file in one step.
    pub fn read(&self) -> Result<Replica> {
        let plain = self.plaintext()?;
        self.decode(&plain)
    }

    /// What tells one generation of the file from another without reading it: each is a file of its own. `None`: it can't be told.
    pub fn stamp(&self) -> Option<Stamp> {
        let data = self.home.join(FILE).metadata().ok()?;
        Some(Stamp(data.ino(), data.len(), data.mtime(), data.mtime_nsec()))
    }

    /// Changes the state under the lock: read, change, write, all of it durable when this returns. When `change` fails, or changes
    /// nothing, the file stays as it is.
    pub fn update<T>(&self, change: impl FnOnce(&mut Replica) -> Result<T>) -> Result<T> {
        let _guard = lock_file::wait(&self.home, LOCK)?;
        let before = self.plaintext()?;
        let mut replica = self.decode(&before)?;
        let result = change(&mut replica)?;
        let after = replica.encode();
        if *after != *before {
            self.write(&self.opened, &after)?;
        }
        Ok(result)
    }

    /// The only one who syncs; `None` when another process does. Ends when the guard is dropped.
    pub fn sync_lock(&self) -> Result<Option<Guard>> {
        lock_file::attempt(&self.home, SYNC_LOCK)
    }

    /// The state before the last change is overwritten no more, but gone: after secrets were emptied from the trash, dropped because
    /// this device was removed, or locked anew.
    pub fn forget_previous(&self) -> Result<()> {
        let _guard = lock_file::wait(&self.home, LOCK)?;
        file::remove(&self.home, PREVIOUS)
    }

    /// The name of the key in the system's keyring that locks this store, if that is its lock.
    pub fn keyring_entry(&self) -> Option<String> {
        match self.opened.kind() {
            LockKind::Passphrase(_) => None,
            LockKind::External { id } => Some(keyring::name(id)),
        }
    }

    /// Gives the store another lock: the data key stays, everything is sealed anew, the previous generation goes. Where it fails, the
    /// lock stays as it was. A key that was left in the keyring then is not removed: after a crash it may be the one that counts.
    pub fn change_lock(&mut self, lock: NewLock<'_>) -> Result<()> {
        let relocked = lock.envelope(|secret| self.opened.relock(secret, &mut OsRng))?;
        let _guard = lock_file::wait(&self.home, LOCK)?;
        let plain = self.plaintext()?;
        self.write(&relocked, &plain)?;
        self.opened = relocked;
        file::remove(&self.home, PREVIOUS)
    }

    pub(super) fn write_new(&self, replica: &Replica) -> Result<()> {
        self.write(&self.opened, &replica.encode())
    }

    fn plaintext(&self) -> Result<Zeroizing<Vec<u8>>> {
        let bytes = file::read(&self.home, FILE)?;
        lock::open_store(&self.opened, &bytes).map_err(|error| damage::content(&self.home, error))
    }

    fn decode(&self, plain: &[u8]) -> Result<Replica> {
        Replica::decode(plain, now_ms()).map_err(|error| damage::structure(&self.home, &error))
    }

    fn write(&self, under: &lock::Unlocked, plain: &[u8]) -> Result<()> {
        file::replace(&self.home, &lock::seal_store(under, plain, &mut OsRng))
    }
}
