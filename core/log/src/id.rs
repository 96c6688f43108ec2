//! Identifiers and hashes, FORMAT section 1.

use std::fmt;
use std::str::FromStr;

use data_encoding::{BASE64URL_NOPAD, HEXLOWER, HEXLOWER_PERMISSIVE};
use sha2::{Digest, Sha256};

/// A text that is no identifier or hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Not 32 hexadecimal digits.
    #[error("an id has 32 hexadecimal digits")]
    Id,
    /// Not 43 characters of base64url.
    #[error("a hash has 43 characters of base64url")]
    Hash,
}

macro_rules! id {
    ($name:ident, $what:literal) => {
        #[doc = $what]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; 16]);

        impl $name {
            /// The 16 bytes.
            pub fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&HEXLOWER.encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                let bytes = HEXLOWER_PERMISSIVE.decode(text.as_bytes()).map_err(|_| IdError::Id)?;
                bytes.try_into().map(Self).map_err(|_| IdError::Id)
            }
        }
    };
}

id!(BackupId, "Names one backup: 16 random bytes, made by the client that creates it.");
id!(MemberId, "Names one member, a device or a slot, of one backup: 16 random bytes, never used twice.");

/// A SHA-256 hash: of an entry (header ‖ signature) or of a body.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// What stands where no entry comes before.
    pub const ZERO: Self = Self([0; 32]);

    /// SHA-256 of all the parts, one after another.
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        Self(hasher.finalize().into())
    }

    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64URL_NOPAD.encode(&self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

impl FromStr for Hash {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| IdError::Hash)?;
        bytes.try_into().map(Self).map_err(|_| IdError::Hash)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn ids_and_hashes_survive_their_text() {
        let id = MemberId([7; 16]);
        assert_eq!(id.to_string().parse::<MemberId>().unwrap(), id);
        let hash = Hash::of(&[b"a", b"bc"]);
        assert_eq!(hash, Hash::of(&[b"abc"]));
        assert_eq!(hash.to_string().parse::<Hash>().unwrap(), hash);
    }

    #[test]
    fn a_short_or_foreign_text_is_refused() {
        assert_eq!("00ff".parse::<BackupId>(), Err(IdError::Id));
        assert_eq!("zz".repeat(16).parse::<BackupId>(), Err(IdError::Id));
        assert_eq!("AAAA".parse::<Hash>(), Err(IdError::Hash));
    }
}
