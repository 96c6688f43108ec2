//! The age identity of a kit: an X25519 secret in the spelling of the `age` tool.

use bech32::{Bech32, Hrp};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::{Zeroize as _, Zeroizing};

/// Characters of an identity line.
const LINE_LEN: usize = 74;
const SECRET: Hrp = Hrp::parse_unchecked("age-secret-key-");
const PUBLIC: Hrp = Hrp::parse_unchecked("age");

/// An X25519 secret that opens age files.
pub struct AgeIdentity(Zeroizing<[u8; 32]>);

/// A line that is no age identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an age identity: it starts with AGE-SECRET-KEY-1 and has 74 characters")]
pub struct AgeIdentityError;

impl AgeIdentity {
    pub(crate) fn from_secret(secret: Zeroizing<[u8; 32]>) -> Self {
        Self(secret)
    }

    /// Reads `AGE-SECRET-KEY-1…`, as the printed kit carries it.
    pub fn from_line(line: &str) -> Result<Self, AgeIdentityError> {
        let (hrp, mut bytes) = bech32::decode(line.trim()).map_err(|_| AgeIdentityError)?;
        let secret = <[u8; 32]>::try_from(bytes.as_slice()).map(Zeroizing::new);
        bytes.zeroize();
        // Written back and compared: `decode` also takes the other checksum of Bech32.
        let identity = Self(secret.map_err(|_| AgeIdentityError)?);
        let same = hrp == SECRET && identity.expose_line().eq_ignore_ascii_case(line.trim());
        same.then_some(identity).ok_or(AgeIdentityError)
    }

    /// The identity line of an `identity.txt`.
    pub fn expose_line(&self) -> Zeroizing<String> {
        let mut line = Zeroizing::new(String::with_capacity(LINE_LEN));
        bech32::encode_upper_to_fmt::<Bech32, String>(&mut line, SECRET, self.0.as_slice())
            .expect("32 bytes are within Bech32's length, and writing to a string does not fail");
        line
    }

    /// The 32 bytes of the public key.
    pub fn recipient(&self) -> [u8; 32] {
        PublicKey::from(&StaticSecret::from(*self.0)).to_bytes()
    }
}

/// The recipient's spelling, `age1…`, of an X25519 public key.
pub(crate) fn recipient_line(public: &[u8; 32]) -> String {
    bech32::encode_lower::<Bech32>(PUBLIC, public).expect("32 bytes are within Bech32's length")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    // The pair in the tests of the `age` crate.
    const SECRET_LINE: &str = "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33";
    const PUBLIC_LINE: &str = "age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa";

    #[test]
    fn the_spelling_is_that_of_age() {
        let identity = AgeIdentity::from_line(&format!(" {SECRET_LINE}\n")).unwrap();
        assert_eq!(identity.expose_line().as_str(), SECRET_LINE);
        assert_eq!(recipient_line(&identity.recipient()), PUBLIC_LINE);
    }

    #[test]
    fn a_recipient_or_a_mistyped_line_is_refused() {
        for line in ["", PUBLIC_LINE, &SECRET_LINE[..73], &SECRET_LINE.replace("GQ97", "GQ79")] {
            assert!(AgeIdentity::from_line(line).is_err(), "{line}");
        }
    }
}
