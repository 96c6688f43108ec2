//! The first 103 bytes of a store.

use crate::stretch::{SALT_LEN, Suite};

const MAGIC: &[u8; 12] = b"regain-store";
const VERSION: u8 = 1;
/// nonce (24) ‖ data key (32) ‖ tag (16).
pub(super) const WRAPPED_LEN: usize = 72;
const CLEAR_LEN: usize = MAGIC.len() + 3 + SALT_LEN;
/// Bytes of a store's header.
pub const HEADER_LEN: usize = CLEAR_LEN + WRAPPED_LEN;

/// Why the header of a file can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// Another kind of file, or one cut off.
    #[error("this is not a store of Regain, or it is cut off within its first {HEADER_LEN} bytes")]
    NotAStore,
    /// Written by a newer version.
    #[error("the store has version {0}, this program reads version 1: update it")]
    Version(u8),
    /// A way of locking this version does not know.
    #[error("the store is locked in way {0}, which this program does not know: update it")]
    Kind(u8),
    /// A key stretching suite this version does not have; refused before it runs.
    #[error("the store's passphrase is stretched by suite {0}, which this program does not have: update it")]
    Suite(u8),
}

#[derive(Clone, Copy)]
pub(super) enum Kind {
    Passphrase(Suite),
    External,
}

pub(super) struct Header {
    pub kind: Kind,
    pub salt: [u8; SALT_LEN],
    pub wrapped: [u8; WRAPPED_LEN],
}

impl Header {
    pub fn read(file: &[u8]) -> Result<Self, HeaderError> {
        let rest = file.strip_prefix(MAGIC).ok_or(HeaderError::NotAStore)?;
        let ([version, kind, suite], rest) = rest.split_first_chunk().ok_or(HeaderError::NotAStore)?;
        if *version != VERSION {
            return Err(HeaderError::Version(*version));
        }
        let kind = match (*kind, *suite) {
            (1, suite) => Kind::Passphrase(Suite::from_number(suite)?),
            (2, 0) => Kind::External,
            (2, suite) => return Err(HeaderError::Suite(suite)),
            (kind, _) => return Err(HeaderError::Kind(kind)),
        };
        let (salt, rest) = rest.split_first_chunk().ok_or(HeaderError::NotAStore)?;
        let (wrapped, _) = rest.split_first_chunk().ok_or(HeaderError::NotAStore)?;
        Ok(Self { kind, salt: *salt, wrapped: *wrapped })
    }

    pub fn bytes(&self) -> [u8; HEADER_LEN] {
        let mut out = [0; HEADER_LEN];
        out[..CLEAR_LEN].copy_from_slice(&self.clear());
        out[CLEAR_LEN..].copy_from_slice(&self.wrapped);
        out
    }

    /// What the wrapped data key is bound to.
    pub fn wrap_aad(&self) -> Vec<u8> {
        [b"regain/1/store-lock".as_slice(), &self.clear()].concat()
    }

    fn clear(&self) -> [u8; CLEAR_LEN] {
        let (kind, suite) = match self.kind {
            Kind::Passphrase(suite) => (1, suite.number()),
            Kind::External => (2, 0),
        };
        let mut out = [0; CLEAR_LEN];
        out[..12].copy_from_slice(MAGIC);
        out[12..15].copy_from_slice(&[VERSION, kind, suite]);
        out[15..].copy_from_slice(&self.salt);
        out
    }
}
