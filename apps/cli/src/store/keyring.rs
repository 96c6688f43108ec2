//! The system's keyring, which keeps a random key that locks the store: a way to open it without a passphrase, for whoever is logged in.
//!
//! Linux and its kin: the Secret Service of the desktop (GNOME Keyring, KWallet, KeePassXC). Not the kernel's own keyring, which forgets
//! everything with a restart. macOS: the login Keychain.
//!
//! A key is filed under the salt of the store's header, which is new with every change of the lock. So a new key never overwrites the
//! one that still opens the store, and a change that is cut short leaves at most a key that opens nothing.

#[cfg(target_os = "macos")]
mod keychain;
#[cfg(not(target_os = "macos"))]
mod secret_service;

use data_encoding::HEXLOWER;
use zeroize::Zeroizing;

#[cfg(target_os = "macos")]
pub use keychain::Keychain as System;
#[cfg(not(target_os = "macos"))]
pub use secret_service::SecretService as System;

/// What a key is called where people see their keyring's entries.
const LABEL: &str = "Regain: the lock of the app";

/// The key that locks a store, 32 random bytes.
pub type Key = Zeroizing<[u8; 32]>;

/// Where a key outlives this process, and a restart.
pub trait Keyring {
    /// Keeps `key` under `id`, durably.
    fn keep(&self, id: &str, key: &Key) -> Result<(), KeyringError>;
    /// The key under `id`.
    fn load(&self, id: &str) -> Result<Key, KeyringError>;
    /// Removes the key under `id`; one that is not there is removed already.
    fn forget(&self, id: &str) -> Result<(), KeyringError>;
}

/// Why the keyring does not do its part.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyringError {
    /// This machine or this session has none.
    #[error("no keyring answers here ({0})")]
    Unreachable(String),
    /// It asked for its password and did not get it.
    #[error("the keyring is locked, and was not unlocked")]
    Locked,
    /// It is there and open, without this key.
    #[error("the keyring does not hold the key of this store")]
    Missing,
    /// It holds something else than was put there.
    #[error("what the keyring holds for this store is not its key")]
    Foreign,
    /// Anything else, in its own words.
    #[error("the keyring failed: {0}")]
    Failed(String),
}

/// The name that a header's salt files a key under.
pub(super) fn name(id: [u8; 16]) -> String {
    HEXLOWER.encode(&id)
}

/// As text: some keyrings show and store nothing else faithfully.
fn to_text(key: &Key) -> Zeroizing<String> {
    Zeroizing::new(HEXLOWER.encode(key.as_slice()))
}

fn from_text(text: &[u8]) -> Result<Key, KeyringError> {
    let bytes = HEXLOWER.decode(text).map(Zeroizing::new).map_err(|_| KeyringError::Foreign)?;
    <[u8; 32]>::try_from(bytes.as_slice()).map(Zeroizing::new).map_err(|_| KeyringError::Foreign)
}

#[cfg(test)]
pub(super) mod memory {
    //! A keyring in memory, and its bad days.

    use std::cell::{Cell, RefCell};
    use std::collections::BTreeMap;

    use super::{Key, Keyring, KeyringError};

    /// What goes wrong from now on.
    #[derive(Clone, Copy, PartialEq, Eq)]
    pub enum Trouble {
        None,
        /// Nobody answers.
        Away,
        /// It says yes and keeps nothing.
        Forgetful,
        /// It gives back another key.
        Muddled,
    }

    pub struct Memory {
        pub keys: RefCell<BTreeMap<String, [u8; 32]>>,
        pub trouble: Cell<Trouble>,
    }

    impl Memory {
        pub fn new() -> Self {
            Self { keys: RefCell::default(), trouble: Cell::new(Trouble::None) }
        }

        fn answers(&self) -> Result<(), KeyringError> {
            match self.trouble.get() {
                Trouble::Away => Err(KeyringError::Unreachable("away".to_owned())),
                _ => Ok(()),
            }
        }
    }

    impl Keyring for Memory {
        fn keep(&self, id: &str, key: &Key) -> Result<(), KeyringError> {
            self.answers()?;
            if self.trouble.get() != Trouble::Forgetful {
                self.keys.borrow_mut().insert(id.to_owned(), **key);
            }
            Ok(())
        }

        fn load(&self, id: &str) -> Result<Key, KeyringError> {
            self.answers()?;
            let mut key = *self.keys.borrow().get(id).ok_or(KeyringError::Missing)?;
            if self.trouble.get() == Trouble::Muddled {
                key[0] ^= 1;
            }
            Ok(Key::new(key))
        }

        fn forget(&self, id: &str) -> Result<(), KeyringError> {
            self.answers()?;
            self.keys.borrow_mut().remove(id);
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_survives_its_spelling_and_nothing_else_is_taken_for_one() {
        let key = Key::new([0xA7; 32]);
        assert_eq!(from_text(to_text(&key).as_bytes()), Ok(key));
        for other in [&b""[..], b"hunter2", &[b'a'; 62], &[b'a'; 66], &[b'A'; 64], &[0xA7; 32]] {
            assert_eq!(from_text(other), Err(KeyringError::Foreign));
        }
    }
}
