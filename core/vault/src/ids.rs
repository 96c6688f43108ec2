//! The two kinds of 16-byte names in a vault.

use data_encoding::HEXLOWER_PERMISSIVE;
use std::fmt;

/// The identity of a record: 16 random bytes, given by the caller. Never a label, never a secret: two accounts
/// that look alike stay two accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub [u8; 16]);

/// The member that wrote something: the 16 bytes of its member id in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Author(pub [u8; 16]);

/// Text that is not 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id: expected 32 hexadecimal digits")]
pub struct IdError;

impl RecordId {
    /// Reads 32 hexadecimal digits of either case.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        parse(text).map(Self)
    }
}

impl Author {
    /// Reads 32 hexadecimal digits of either case.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        parse(text).map(Self)
    }
}

fn parse(text: &str) -> Result<[u8; 16], IdError> {
    let bytes = HEXLOWER_PERMISSIVE.decode(text.as_bytes()).map_err(|_| IdError)?;
    bytes.try_into().map_err(|_| IdError)
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER_PERMISSIVE.encode(&self.0))
    }
}

impl fmt::Display for Author {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER_PERMISSIVE.encode(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_its_text() {
        let id = RecordId([0xab; 16]);
        assert_eq!(RecordId::parse(&id.to_string()), Ok(id));
        assert_eq!(RecordId::parse(&id.to_string().to_uppercase()), Ok(id));
        assert_eq!(RecordId::parse("abcd"), Err(IdError));
        assert_eq!(Author::parse("zz"), Err(IdError));
    }
}
