//! Which computation makes the codes.

use std::{fmt, str::FromStr};

use thiserror::Error;

/// Which computation makes the codes. The names are stored in vaults and are frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Kind {
    /// Codes by the clock, RFC 6238.
    #[default]
    Totp,
    /// Codes by a counter, RFC 4226.
    Hotp,
    /// Steam Guard: TOTP shown as five letters and digits.
    Steam,
    /// Yandex Key: by the clock, with a PIN, shown as eight letters.
    Yandex,
    /// Mobile-OTP: by the clock, with a PIN, on MD5.
    Motp,
}

/// The name of a kind of code that is not known. The peer's fault.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("this kind of code is not one of totp, hotp, steam, yandex and motp; ask the service for a totp key")]
pub struct KindError;

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Totp, Self::Hotp, Self::Steam, Self::Yandex, Self::Motp];

    /// The lower-case name: `totp`, `hotp`, `steam`, `yandex` or `motp`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Totp => "totp",
            Self::Hotp => "hotp",
            Self::Steam => "steam",
            Self::Yandex => "yandex",
            Self::Motp => "motp",
        }
    }

    /// Whether the codes follow the clock; only HOTP follows a counter.
    pub const fn follows_clock(self) -> bool {
        !matches!(self, Self::Hotp)
    }

    /// Whether a code cannot be made without the PIN.
    pub const fn needs_pin(self) -> bool {
        matches!(self, Self::Yandex | Self::Motp)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Reads the names in any case, and `yaotp`, the name of Yandex keys in addresses.
impl FromStr for Kind {
    type Err = KindError;

    fn from_str(text: &str) -> Result<Self, KindError> {
        match text.trim().to_ascii_lowercase().as_str() {
            "totp" => Ok(Self::Totp),
            "hotp" => Ok(Self::Hotp),
            "steam" => Ok(Self::Steam),
            "yandex" | "yaotp" => Ok(Self::Yandex),
            "motp" => Ok(Self::Motp),
            _ => Err(KindError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back_in_any_case() {
        for kind in Kind::ALL {
            assert_eq!(kind.to_string().parse(), Ok(kind));
            assert_eq!(kind.name().to_uppercase().parse(), Ok(kind));
        }
        assert_eq!("yaotp".parse(), Ok(Kind::Yandex));
        assert_eq!("xotp".parse::<Kind>(), Err(KindError));
    }
}
