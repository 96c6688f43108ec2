//! The lock that a store gets.

use rand_core::{OsRng, RngCore as _};
use regain_seal::Passphrase;
use regain_seal::lock::{LockKind, LockSecret, Unlocked};

use super::keyring::{self, Key, Keyring, KeyringError};
use crate::error::{Exit, Failure, Result};

/// What the store is locked by from now on.
#[derive(Clone, Copy)]
pub enum NewLock<'a> {
    /// A passphrase.
    Passphrase(&'a Passphrase),
    /// A new random key, kept there.
    Keyring(&'a dyn Keyring),
}

impl NewLock<'_> {
    /// Makes the envelope. A key is in the keyring, and was read back from it, before anything may be sealed under it.
    pub(super) fn envelope(self, seal: impl FnOnce(LockSecret<'_>) -> Unlocked) -> Result<Unlocked> {
        let keyring = match self {
            Self::Passphrase(text) => return Ok(seal(LockSecret::Passphrase(text))),
            Self::Keyring(keyring) => keyring,
        };
        let mut key = Key::default();
        OsRng.fill_bytes(key.as_mut_slice());
        let envelope = seal(LockSecret::External(&key));
        if let LockKind::External { id } = envelope.kind() {
            let name = keyring::name(id);
            keyring.keep(&name, &key).map_err(|error| unkept(&error))?;
            let back = keyring.load(&name).map_err(|error| unkept(&error))?;
            if back != key {
                return Err(unkept(&KeyringError::Foreign));
            }
        }
        Ok(envelope)
    }
}

fn unkept(error: &KeyringError) -> Failure {
    let next = match error {
        KeyringError::Unreachable(_) => {
            "run this in your desktop's session, with GNOME Keyring, KWallet or KeePassXC; without one, lock the app by a passphrase"
        }
        KeyringError::Locked => "unlock it and run the command again, or lock the app by a passphrase",
        KeyringError::Missing | KeyringError::Foreign | KeyringError::Failed(_) => {
            "look into the program that manages your passwords, or lock the app by a passphrase"
        }
    };
    Failure::new(Exit::Refused, "keyring", format!("{error}; nothing was changed")).next(next)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::fs;

    use regain_log::MemberId;
    use regain_seal::passphrase::OuterSpace;
    use regain_sync::Replica;
    use tempfile::TempDir;

    use super::super::keyring::memory::{Memory, Trouble};
    use super::super::{FILE, NEW, PREVIOUS, Store, Unlocked};
    use super::*;
    use crate::args::Globals;
    use crate::context::Context;

    struct Home {
        dir: TempDir,
        context: Context,
    }

    impl Home {
        fn new() -> Self {
            let dir = TempDir::new().unwrap();
            fs::write(dir.path().join("lock"), "a lock for the tests").unwrap();
            let globals = Globals {
                home: Some(dir.path().join("home")),
                json: false,
                unlock_file: Some(dir.path().join("lock")),
                yes: true,
                offline: true,
                quiet: true,
                ca_file: None,
            };
            Self { context: Context::new(&globals).unwrap(), dir }
        }

        fn create(&self, lock: NewLock<'_>) -> Result<Unlocked> {
            Store::create(&self.context, lock, &Replica::new(MemberId([7; 16]), "test"))
        }

        fn unlock(&self, keyring: &Memory) -> Result<Unlocked> {
            Store::unlock_by(&self.context, keyring)
        }

        fn store(&self) -> Vec<u8> {
            fs::read(self.dir.path().join("home").join(FILE)).unwrap()
        }
    }

    fn passphrase() -> Passphrase {
        Passphrase::typed("a lock for the tests", OuterSpace::Refuse).unwrap()
    }

    #[track_caller]
    fn holds_the_content(store: &Unlocked) {
        assert_eq!(store.read().unwrap().device, MemberId([7; 16]));
    }

    #[test]
    fn whatever_fails_on_the_way_to_the_keyring_the_old_lock_still_opens() {
        let (home, keyring) = (Home::new(), Memory::new());
        let mut store = home.create(NewLock::Passphrase(&passphrase())).unwrap();
        let before = home.store();
        for (trouble, words) in [
            (Trouble::Away, "no keyring answers here (away)"),
            (Trouble::Forgetful, "does not hold the key"),
            (Trouble::Muddled, "is not its key"),
        ] {
            keyring.trouble.set(trouble);
            let failure = store.change_lock(NewLock::Keyring(&keyring)).unwrap_err();
            assert_eq!((failure.exit, failure.code), (Exit::Refused, "keyring"));
            assert!(failure.message.contains(words), "{failure}");
            assert!(failure.message.ends_with("; nothing was changed"), "{failure}");
            assert_eq!(home.store(), before);
        }
        keyring.trouble.set(Trouble::None);

        // The key is kept, and then the disk fails: as after a crash between the two.
        let new = home.context.home.join(NEW);
        fs::create_dir(&new).unwrap();
        let entries = keyring.keys.borrow().len();
        store.change_lock(NewLock::Keyring(&keyring)).unwrap_err();
        assert_eq!(
            keyring.keys.borrow().len(),
            entries + 1,
            "the key was kept before anything was sealed under it"
        );
        assert_eq!(home.store(), before);
        holds_the_content(&store);
        holds_the_content(&home.unlock(&keyring).unwrap());

        fs::remove_dir(&new).unwrap();
        store.change_lock(NewLock::Keyring(&keyring)).unwrap();
        holds_the_content(&store);
        holds_the_content(&home.unlock(&keyring).unwrap());
        assert!(!home.context.home.join(PREVIOUS).exists(), "it would open with the passphrase");
        assert!(keyring.keys.borrow().contains_key(&store.keyring_entry().unwrap()));
    }

    #[test]
    fn each_generation_of_the_file_has_a_stamp_of_its_own() {
        let home = Home::new();
        let store = home.create(NewLock::Passphrase(&passphrase())).unwrap();
        let mut stamps = vec![store.stamp().unwrap()];
        for name in ["a", "b", "a"] {
            store.read().unwrap();
            assert_eq!(store.stamp().as_ref(), stamps.last(), "reading changes nothing");
            // Of one length, and within one tick of most clocks.
            let rename = |replica: &mut Replica| {
                name.clone_into(&mut replica.device_name);
                Ok(())
            };
            store.update(rename).unwrap();
            stamps.push(store.stamp().unwrap());
        }
        assert!(stamps.windows(2).all(|pair| pair[0] != pair[1]), "{stamps:?}");
        fs::remove_file(home.context.home.join(FILE)).unwrap();
        assert_eq!(store.stamp(), None);
    }

    #[test]
    fn another_lock_leaves_the_key_that_still_opens_the_store_alone() {
        let (home, keyring) = (Home::new(), Memory::new());
        let mut store = home.create(NewLock::Keyring(&keyring)).unwrap();
        let first = store.keyring_entry().unwrap();
        let new = home.context.home.join(NEW);
        fs::create_dir(&new).unwrap();
        store.change_lock(NewLock::Keyring(&keyring)).unwrap_err();
        assert_eq!(store.keyring_entry(), Some(first.clone()));
        holds_the_content(&home.unlock(&keyring).unwrap());
        fs::remove_dir(&new).unwrap();

        store.change_lock(NewLock::Keyring(&keyring)).unwrap();
        assert_ne!(store.keyring_entry(), Some(first));
        store.change_lock(NewLock::Passphrase(&passphrase())).unwrap();
        keyring.keys.borrow_mut().clear();
        holds_the_content(&home.unlock(&keyring).unwrap());
    }

    #[test]
    fn a_keyring_without_the_key_is_said_to_be_and_makes_no_empty_app() {
        let (home, keyring) = (Home::new(), Memory::new());
        let store = home.create(NewLock::Keyring(&keyring)).unwrap();
        let before = home.store();
        let refused = |words: &str| {
            let failure = home.unlock(&keyring).err().unwrap();
            assert_eq!(failure.exit, Exit::Store);
            assert!(failure.message.contains(words), "{failure}");
            assert!(failure.next.unwrap().contains("regain recover --home DIR"));
            assert_eq!(home.store(), before);
        };
        keyring.trouble.set(Trouble::Away);
        refused("no keyring answers here");
        keyring.trouble.set(Trouble::None);
        let lost = keyring.keys.take();
        refused("the keyring does not hold the key of this store");
        keyring.keys.replace(lost);

        // The file is to blame where the generation before opens.
        let renamed = store.update(|replica| {
            replica.device_name = "renamed".to_owned();
            Ok(())
        });
        renamed.unwrap();
        for at in [16, 60] {
            let mut damaged = home.store();
            damaged[at] ^= 1;
            fs::write(home.context.home.join(FILE), &damaged).unwrap();
            let failure = home.unlock(&keyring).err().unwrap();
            assert_eq!(failure.code, "store-damaged", "{failure}");
            assert!(failure.message.contains("the key from the keyring is right, but"), "{failure}");
            damaged[at] ^= 1;
            fs::write(home.context.home.join(FILE), &damaged).unwrap();
        }
    }

    #[test]
    fn a_store_that_the_keyring_refuses_is_not_made() {
        let (home, keyring) = (Home::new(), Memory::new());
        keyring.trouble.set(Trouble::Forgetful);
        home.create(NewLock::Keyring(&keyring)).err().unwrap();
        assert!(!Store::exists(&home.context.home));
    }
}
