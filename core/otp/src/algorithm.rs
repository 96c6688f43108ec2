//! The hash under HOTP and TOTP.

use std::{fmt, str::FromStr};

use thiserror::Error;

/// The hash of HOTP (RFC 4226, SHA-1) and TOTP (RFC 6238 section 1.2: SHA-1, SHA-256 or SHA-512).
///
/// The names (`SHA1`, `SHA256`, `SHA512`) are stored in vaults and are frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Algorithm {
    /// SHA-1, what nearly every service uses.
    #[default]
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
}

/// The name of a hash that one-time codes do not know. The peer's fault.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "this hash is not one of SHA1, SHA256 and SHA512; set the key up again at the service with one of these"
)]
pub struct AlgorithmError;

impl Algorithm {
    /// Every hash, in the order of their strength.
    pub const ALL: [Self; 3] = [Self::Sha1, Self::Sha256, Self::Sha512];

    /// `SHA1`, `SHA256` or `SHA512`, as the Key URI Format spells them.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA256",
            Self::Sha512 => "SHA512",
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Reads what services and apps write: `SHA1`, `sha1`, `SHA-1`, `SHA_1`, `HmacSHA1`, `HMAC-SHA-256`.
impl FromStr for Algorithm {
    type Err = AlgorithmError;

    fn from_str(text: &str) -> Result<Self, AlgorithmError> {
        let plain: String =
            text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
        match plain.strip_prefix("HMAC").unwrap_or(&plain) {
            "SHA1" | "SHA" => Ok(Self::Sha1),
            "SHA256" => Ok(Self::Sha256),
            "SHA512" => Ok(Self::Sha512),
            _ => Err(AlgorithmError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for algorithm in Algorithm::ALL {
            assert_eq!(algorithm.to_string().parse(), Ok(algorithm));
        }
    }

    #[test]
    fn the_spellings_of_other_apps_are_read() {
        for text in ["sha1", "SHA-1", "HmacSHA1", "hmac-sha1", " SHA1 "] {
            assert_eq!(text.parse(), Ok(Algorithm::Sha1), "{text}");
        }
        assert_eq!("HmacSHA512".parse(), Ok(Algorithm::Sha512));
        for text in ["", "MD5", "SHA3-256", "SHA224"] {
            assert_eq!(text.parse::<Algorithm>(), Err(AlgorithmError), "{text}");
        }
    }
}
