//! How many characters a code has.

use std::{fmt, str::FromStr};

use thiserror::Error;

/// How many characters a code has: 4 to 10, by default 6.
///
/// RFC 4226 section 5.3 asks for at least 6; keys with 4 and 5 exist. Ten digits hold the whole 31-bit value
/// the RFC cuts from the hash, so more would only add zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digits(u8);

/// A number of digits outside 4 to 10, or no number at all. The peer's fault.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("a code has {} to {} digits; set the key up again at the service", Digits::MIN.0, Digits::MAX.0)]
pub struct DigitsError;

impl Digits {
    /// Four.
    pub const MIN: Self = Self(4);
    /// Ten.
    pub const MAX: Self = Self(10);
    /// Five, the length of a Steam code.
    pub const STEAM: Self = Self(5);
    /// Six, what nearly every service uses.
    pub const SIX: Self = Self(6);
    /// Eight.
    pub const EIGHT: Self = Self(8);

    /// A number of digits from 4 to 10.
    pub const fn new(count: u8) -> Result<Self, DigitsError> {
        if count < Self::MIN.0 || count > Self::MAX.0 { Err(DigitsError) } else { Ok(Self(count)) }
    }

    /// The number.
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl Default for Digits {
    fn default() -> Self {
        Self::SIX
    }
}

impl fmt::Display for Digits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Digits {
    type Err = DigitsError;

    fn from_str(text: &str) -> Result<Self, DigitsError> {
        text.trim().parse().map_err(|_| DigitsError).and_then(Self::new)
    }
}

impl TryFrom<u8> for Digits {
    type Error = DigitsError;

    fn try_from(count: u8) -> Result<Self, DigitsError> {
        Self::new(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_to_ten() {
        for count in 0..=u8::MAX {
            assert_eq!(Digits::new(count).is_ok(), (4..=10).contains(&count), "{count}");
        }
        assert_eq!(" 08".parse(), Ok(Digits::EIGHT));
        assert_eq!(
            "six".parse::<Digits>().map_err(|e| e.to_string()),
            Err("a code has 4 to 10 digits; set the key up again at the service".to_owned())
        );
    }
}
