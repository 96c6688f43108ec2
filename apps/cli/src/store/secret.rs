//! What opens a file: the passphrase, which is asked for, or the key that the system's keyring holds.

use std::path::Path;

use regain_seal::Passphrase;
use regain_seal::lock::{self, LockKind, LockSecret};

use super::damage;
use super::keyring::{self, Key, Keyring, KeyringError};
use crate::context::Context;
use crate::error::{Exit, Failure, Result};

pub(super) enum Secret<'a> {
    Passphrase(&'a Passphrase),
    Key(Key),
}

impl<'a> Secret<'a> {
    /// For the file with these bytes, of the home in the context.
    pub(super) fn find(context: &'a Context, keyring: &dyn Keyring, bytes: &[u8]) -> Result<Self> {
        let home = &context.home;
        match lock::kind(bytes).map_err(|error| damage::header(home, error))? {
            LockKind::Passphrase(_) => context.prompts.app_lock().map(Self::Passphrase),
            LockKind::External { id } => {
                let name = keyring::name(id);
                keyring.load(&name).map(Self::Key).map_err(|error| unfound(home, bytes, keyring, &error))
            }
        }
    }

    pub(super) fn of_lock(&self) -> LockSecret<'_> {
        match self {
            Self::Passphrase(text) => LockSecret::Passphrase(text),
            Self::Key(key) => LockSecret::External(key),
        }
    }

    /// What it is called when it turns out to be right.
    pub(super) fn is_right(kind: LockKind) -> &'static str {
        match kind {
            LockKind::Passphrase(_) => "the passphrase is right",
            LockKind::External { .. } => "the key from the keyring is right",
        }
    }
}

/// Whether a file opens by the key that the keyring holds for it.
pub(super) fn opens_by_keyring(keyring: &dyn Keyring, bytes: &[u8]) -> bool {
    let Ok(LockKind::External { id }) = lock::kind(bytes) else { return false };
    keyring.load(&keyring::name(id)).is_ok_and(|key| lock::unlock(bytes, LockSecret::External(&key)).is_ok())
}

fn unfound(home: &Path, bytes: &[u8], keyring: &dyn Keyring, error: &KeyringError) -> Failure {
    const RECOVER: &str = "`regain recover --home DIR` restores your backup into an empty home";
    // A damaged salt names another key.
    if *error == KeyringError::Missing
        && let Some(failure) = damage::first_bytes(home, bytes, |other| opens_by_keyring(keyring, other))
    {
        return failure;
    }
    let next = match error {
        KeyringError::Unreachable(_) => format!(
            "run it in your desktop's session, where the keyring is; if there is no such session any more: {RECOVER}"
        ),
        KeyringError::Locked => "unlock the keyring and run the command again".to_owned(),
        KeyringError::Missing => format!(
            "if the keyring was replaced or moved, bring its former state back; a key that is lost opens nothing any more, but {RECOVER}"
        ),
        KeyringError::Foreign | KeyringError::Failed(_) => {
            format!("look into the program that manages your passwords; if the key is lost: {RECOVER}")
        }
    };
    Failure::new(
        Exit::Store,
        "keyring",
        format!("this store is locked by a key in the system's keyring: {error}"),
    )
    .next(next)
}
