//! The envelope of what a device stores: a random data key, wrapped by the app's lock. Layout: `docs/FORMAT-store.md`, frozen.

mod content;
mod header;

use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroizing;

use crate::derive::{derive, random};
use crate::stretch::{SALT_LEN, Suite, UnknownSuite, stretch};
use crate::{Passphrase, aead};

pub use content::{StoreError, open_store, seal_store};
pub use header::{HEADER_LEN, HeaderError};
use header::{Header, Kind};

/// What locks a store.
#[derive(Clone, Copy)]
pub enum LockSecret<'a> {
    /// A passphrase, stretched by the newest suite.
    Passphrase(&'a Passphrase),
    /// 32 random bytes kept elsewhere, for example by the operating system's key store.
    External(&'a [u8; 32]),
}

/// What a locked file asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockKind {
    /// A passphrase, stretched by this suite.
    Passphrase(Suite),
    /// A key kept elsewhere.
    External {
        /// What the key may be filed under: the header's salt, which is new with every change of the lock, so that no two locks
        /// share a place.
        id: [u8; SALT_LEN],
    },
}

/// An open store: the data key, and the header it stands in. Wiped when dropped, which locks the app.
pub struct Unlocked {
    header: [u8; HEADER_LEN],
    key: Zeroizing<[u8; 32]>,
}

/// Why a store stays locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnlockError {
    /// The header can't be read.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// A passphrase was given where a key is needed, or the other way round.
    #[error("the store is locked in another way: {0}")]
    Kind(&'static str),
    /// The header does not open. Which of the two it is can't be told apart.
    #[error("wrong passphrase or key, or the first {HEADER_LEN} bytes of the file are damaged")]
    Secret,
}

/// A new store's data key under a lock.
pub fn create(secret: LockSecret<'_>, rng: &mut (impl RngCore + CryptoRng)) -> Unlocked {
    lock(random(rng), secret, rng)
}

/// [`create`] under a key kept elsewhere.
pub fn create_by_key(key: &[u8; 32], rng: &mut (impl RngCore + CryptoRng)) -> Unlocked {
    lock_by_key(random(rng), key, rng)
}

/// Says what unlocks a file, before anybody is asked.
pub fn kind(file: &[u8]) -> Result<LockKind, HeaderError> {
    Ok(Header::read(file)?.kind())
}

/// Unlocks the header of a file. A passphrase is stretched: most of a second.
pub fn unlock(file: &[u8], secret: LockSecret<'_>) -> Result<Unlocked, UnlockError> {
    match secret {
        LockSecret::Passphrase(text) => unlock_by_passphrase(file, text),
        LockSecret::External(key) => unlock_by_key(file, key),
    }
}

/// [`unlock`] by a passphrase. Apart, so that an app that fetches its parts when they are needed opens without key stretching.
pub fn unlock_by_passphrase(file: &[u8], text: &Passphrase) -> Result<Unlocked, UnlockError> {
    let header = Header::read(file)?;
    let Kind::Passphrase(suite) = header.kind else {
        return Err(UnlockError::Kind("its key is kept by the system's key store"));
    };
    open_header(&header, &passphrase_key(text, &header.salt, suite))
}

/// [`unlock`] by a key kept elsewhere.
pub fn unlock_by_key(file: &[u8], key: &[u8; 32]) -> Result<Unlocked, UnlockError> {
    let header = Header::read(file)?;
    if !matches!(header.kind, Kind::External) {
        return Err(UnlockError::Kind("it needs the app's passphrase"));
    }
    open_header(&header, &external_key(key, &header.salt))
}

fn open_header(header: &Header, wrapping: &[u8; 32]) -> Result<Unlocked, UnlockError> {
    let opened =
        aead::open(wrapping, &header.wrap_aad(), &header.wrapped).map_err(|_| UnlockError::Secret)?;
    let key = <[u8; 32]>::try_from(opened.as_slice()).map_err(|_| UnlockError::Secret)?;
    Ok(Unlocked { header: header.bytes(), key: Zeroizing::new(key) })
}

impl Unlocked {
    /// What unlocks the files that are sealed with this.
    pub fn kind(&self) -> LockKind {
        Header::read(&self.header).expect("it was read, or written by this version").kind()
    }

    /// The same data key under another lock. The store is then sealed again with what this gives; a file sealed before keeps its old lock.
    #[must_use]
    pub fn relock(&self, secret: LockSecret<'_>, rng: &mut (impl RngCore + CryptoRng)) -> Self {
        lock(self.key.clone(), secret, rng)
    }
}

impl Header {
    fn kind(&self) -> LockKind {
        match self.kind {
            Kind::Passphrase(suite) => LockKind::Passphrase(suite),
            Kind::External => LockKind::External { id: self.salt },
        }
    }
}

fn lock(key: Zeroizing<[u8; 32]>, secret: LockSecret<'_>, rng: &mut (impl RngCore + CryptoRng)) -> Unlocked {
    match secret {
        LockSecret::Passphrase(text) => {
            let salt = random_salt(rng);
            let wrapping = passphrase_key(text, &salt, Suite::One);
            wrap(key, Kind::Passphrase(Suite::One), salt, &wrapping, rng)
        }
        LockSecret::External(external) => lock_by_key(key, external, rng),
    }
}

fn lock_by_key(
    key: Zeroizing<[u8; 32]>,
    external: &[u8; 32],
    rng: &mut (impl RngCore + CryptoRng),
) -> Unlocked {
    let salt = random_salt(rng);
    wrap(key, Kind::External, salt, &external_key(external, &salt), rng)
}

fn random_salt(rng: &mut impl RngCore) -> [u8; SALT_LEN] {
    let mut salt = [0; SALT_LEN];
    rng.fill_bytes(&mut salt);
    salt
}

fn wrap(
    key: Zeroizing<[u8; 32]>,
    kind: Kind,
    salt: [u8; SALT_LEN],
    wrapping: &[u8; 32],
    rng: &mut (impl RngCore + CryptoRng),
) -> Unlocked {
    let mut header = Header { kind, salt, wrapped: [0; header::WRAPPED_LEN] };
    let wrapped = aead::seal(wrapping, &header.wrap_aad(), key.as_slice(), rng);
    header.wrapped = wrapped.try_into().expect("24 of nonce, 32 of key, 16 of tag");
    Unlocked { header: header.bytes(), key }
}

fn passphrase_key(text: &Passphrase, salt: &[u8; SALT_LEN], suite: Suite) -> Zeroizing<[u8; 32]> {
    derive(stretch(text, salt, suite).as_slice(), "store/passphrase", &[salt])
}

fn external_key(key: &[u8; 32], salt: &[u8; SALT_LEN]) -> Zeroizing<[u8; 32]> {
    derive(key, "store/external", &[salt])
}

impl From<UnknownSuite> for HeaderError {
    fn from(UnknownSuite(number): UnknownSuite) -> Self {
        Self::Suite(number)
    }
}
