//! The PIN of Yandex and mOTP keys.

use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The PIN of a Yandex or mOTP key: 1 to 64 printable ASCII characters, nearly always digits.
///
/// A secret: no `Debug`, no `Clone`, wiped when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Pin(String);

/// Text that is no PIN. The caller's fault.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PinError {
    /// Nothing was given.
    #[error("the PIN is empty; enter the PIN that was chosen at the service")]
    Empty,
    /// Longer than any service's PIN.
    #[error(
        "the PIN is longer than {} characters; enter the PIN that was chosen at the service",
        Pin::MAX_LEN
    )]
    TooLong,
    /// A space, a control character or a letter outside ASCII.
    #[error("character {position} of the PIN is no printable ASCII character; enter the PIN without spaces")]
    Character {
        /// Its place, counted in characters from 1.
        position: usize,
    },
}

impl Pin {
    /// The longest PIN, in characters.
    pub const MAX_LEN: usize = 64;

    /// A PIN of 1 to 64 printable ASCII characters without spaces.
    pub fn new(text: &str) -> Result<Self, PinError> {
        if text.is_empty() {
            return Err(PinError::Empty);
        }
        if let Some(index) = text.chars().position(|c| !c.is_ascii_graphic()) {
            return Err(PinError::Character { position: index + 1 });
        }
        if text.len() > Self::MAX_LEN {
            return Err(PinError::TooLong);
        }
        Ok(Self(text.to_owned()))
    }

    /// The PIN itself.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// A second copy, on purpose.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }
}

impl PartialEq for Pin {
    fn eq(&self, other: &Self) -> bool {
        use subtle::ConstantTimeEq;
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

impl Eq for Pin {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_pin() {
        assert!(Pin::new("5239").is_ok());
        assert!(Pin::new(&"9".repeat(64)).is_ok());
        assert_eq!(Pin::new("").err(), Some(PinError::Empty));
        assert_eq!(Pin::new(&"9".repeat(65)).err(), Some(PinError::TooLong));
        assert_eq!(Pin::new("52 39").err(), Some(PinError::Character { position: 3 }));
        assert_eq!(Pin::new("12é").err(), Some(PinError::Character { position: 3 }));
    }
}
