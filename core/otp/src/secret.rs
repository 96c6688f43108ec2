//! The shared key of an account.

use data_encoding::{BASE32_NOPAD, Encoding, Specification};
use std::sync::LazyLock;
use subtle::{Choice, ConstantTimeEq};
use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The shared key of an account: 1 to 1,024 bytes.
///
/// A secret: no `Debug`, no `Clone`, wiped when dropped, compared in constant time.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct OtpSecret(Vec<u8>);

/// Text or bytes that are no key. The message names the place, never the key.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SecretError {
    /// Not one whole byte was given.
    #[error("the secret is empty; copy the whole key again from the service")]
    Empty,
    /// More than 1,024 bytes.
    #[error("the secret is longer than {} bytes; copy the key alone from the service", OtpSecret::MAX_LEN)]
    TooLong,
    /// A character that base32 does not have.
    #[error(
        "character {position} of the secret, {character:?}, is not base32 (A to Z, 2 to 7); \
         copy the key again from the service"
    )]
    Character {
        /// Its place, counted in characters from 1.
        position: usize,
        /// The character, which is no part of a readable key.
        character: char,
    },
    /// The secret of a mOTP key that is no hex: a character that hex does not have, or an odd number of them.
    #[error(
        "the secret is no even number of hex digits (0 to 9, a to f) from character {position} on; \
         copy the key again from the service"
    )]
    Hex {
        /// Its place, counted in characters from 1.
        position: usize,
    },
}

/// RFC 4648 section 6 without padding, where the unused bits of the last character may be anything: some
/// services cut keys at any length.
static BASE32_LOOSE: LazyLock<Encoding> = LazyLock::new(|| {
    let mut spec = Specification::new();
    spec.symbols.push_str("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
    spec.check_trailing_bits = false;
    spec.encoding().expect("the alphabet has 32 different symbols and nothing else is set")
});

impl OtpSecret {
    /// The longest key, in bytes.
    pub const MAX_LEN: usize = 1024;

    /// A key of 1 to 1,024 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SecretError> {
        match bytes.len() {
            0 => Err(SecretError::Empty),
            1..=Self::MAX_LEN => Ok(Self(bytes.to_vec())),
            _ => Err(SecretError::TooLong),
        }
    }

    /// Reads base32 as people and services write it: any case, with spaces and dashes, with padding, without it
    /// or with too much of it, cut at any length. Bits that fill no whole byte are dropped.
    pub fn from_base32(text: &str) -> Result<Self, SecretError> {
        // Reserved in full: a vector that grows leaves copies of the key behind in freed memory.
        let mut symbols = Zeroizing::new(Vec::with_capacity(text.len()));
        for (index, character) in
            text.trim_end_matches(|c: char| c == '=' || is_filler(c)).chars().enumerate()
        {
            match character.to_ascii_uppercase() {
                symbol @ ('A'..='Z' | '2'..='7') => symbols.push(symbol as u8),
                _ if is_filler(character) => {}
                _ => return Err(SecretError::Character { position: index + 1, character }),
            }
        }
        // These lengths end in a character that adds no whole byte.
        if matches!(symbols.len() % 8, 1 | 3 | 6) {
            symbols.pop();
        }
        if symbols.len() > Self::MAX_LEN.div_ceil(5) * 8 {
            return Err(SecretError::TooLong);
        }
        Self::from_bytes(&decode(&symbols))
    }

    /// The bytes of the key.
    pub fn expose_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The key in upper-case base32 without padding, the form services show; wiped when dropped.
    pub fn expose_base32(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE32_NOPAD.encode(&self.0))
    }

    /// A second copy, on purpose.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }
}

fn decode(symbols: &[u8]) -> Zeroizing<Vec<u8>> {
    let bytes = BASE32_LOOSE.decode(symbols);
    Zeroizing::new(
        bytes.expect("only symbols of the alphabet, in a length base32 has, with loose trailing bits"),
    )
}

fn is_filler(character: char) -> bool {
    character.is_whitespace() || matches!(character, '-' | '\u{2010}'..='\u{2015}')
}

impl ConstantTimeEq for OtpSecret {
    fn ct_eq(&self, other: &Self) -> Choice {
        self.0.ct_eq(&other.0)
    }
}

/// Through [`ConstantTimeEq::ct_eq`]; only the length can be told from the time it takes.
impl PartialEq for OtpSecret {
    fn eq(&self, other: &Self) -> bool {
        self.ct_eq(other).into()
    }
}

impl Eq for OtpSecret {}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rfc_4648_vectors() {
        for (bytes, text) in [
            ("f", "MY======"),
            ("fo", "MZXQ===="),
            ("foo", "MZXW6==="),
            ("foob", "MZXW6YQ="),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI======"),
        ] {
            assert_eq!(OtpSecret::from_base32(text).unwrap().expose_bytes(), bytes.as_bytes());
            assert_eq!(
                *OtpSecret::from_bytes(bytes.as_bytes()).unwrap().expose_base32(),
                text.trim_end_matches('=')
            );
        }
    }

    #[test]
    fn what_people_type_is_read() {
        let plain = OtpSecret::from_base32("JBSWY3DPEHPK3PXP").unwrap();
        for text in
            ["jbsw y3dp ehpk 3pxp", " JBSW-Y3DP-EHPK-3PXP\n", "JBSWY3DPEHPK3PXP====", "JBSWY3DPEHPK3PXP = = "]
        {
            assert!(OtpSecret::from_base32(text).unwrap() == plain, "{text}");
        }
    }

    #[test]
    fn odd_lengths_and_loose_trailing_bits_are_read() {
        assert_eq!(OtpSecret::from_base32("AB").unwrap().expose_bytes(), [0]);
        assert_eq!(OtpSecret::from_base32("MZX").unwrap().expose_bytes(), b"f");
        assert_eq!(OtpSecret::from_base32("MZXW6Y").unwrap().expose_bytes(), b"foo");
        assert_eq!(OtpSecret::from_base32("MZXW6YTBA").unwrap().expose_bytes(), b"fooba");
    }

    #[test]
    fn refusals_name_the_place_and_the_next_step() {
        assert_eq!(OtpSecret::from_base32("A").err(), Some(SecretError::Empty));
        assert_eq!(OtpSecret::from_base32("====").err(), Some(SecretError::Empty));
        assert_eq!(
            OtpSecret::from_base32("AB0D").err().unwrap().to_string(),
            "character 3 of the secret, '0', is not base32 (A to Z, 2 to 7); copy the key again from the service"
        );
        assert_eq!(
            OtpSecret::from_base32("AB=CD").err(),
            Some(SecretError::Character { position: 3, character: '=' })
        );
        assert!(OtpSecret::from_bytes(&[7; 1024]).is_ok());
        assert_eq!(OtpSecret::from_bytes(&[7; 1025]).err(), Some(SecretError::TooLong));
        assert_eq!(OtpSecret::from_base32(&"A".repeat(1_000_000)).err(), Some(SecretError::TooLong));
        assert_eq!(OtpSecret::from_base32(&"A".repeat(1642)).err(), Some(SecretError::TooLong));
    }

    proptest! {
        #[test]
        fn base32_is_read_back(bytes in proptest::collection::vec(any::<u8>(), 1..=1024)) {
            let secret = OtpSecret::from_bytes(&bytes).unwrap();
            prop_assert!(OtpSecret::from_base32(&secret.expose_base32()).unwrap() == secret);
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = OtpSecret::from_base32(&text);
        }

        #[test]
        fn any_symbols_of_the_alphabet_are_a_key(text in "[A-Za-z2-7]{2,200}") {
            prop_assert!(OtpSecret::from_base32(&text).is_ok());
        }
    }
}
