//! Steam Guard: the 31 bits of RFC 4226 written in a 26-character alphabet without look-alikes.

use crate::{Algorithm, Digits};

use super::hotp;

const ALPHABET: &[u8; 26] = b"23456789BCDFGHJKMNPQRTVWXY";

/// The five characters, lowest place first.
pub(super) fn code(secret: &[u8], step: u64) -> String {
    let mut value = hotp::truncate(&hotp::mac(secret, Algorithm::Sha1, step));
    let mut text = String::with_capacity(usize::from(Digits::STEAM.get()));
    for _ in 0..Digits::STEAM.get() {
        text.push(char::from(ALPHABET[(value % 26) as usize]));
        value /= 26;
    }
    text
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    /// A vector published with a command-line client of Steam Guard.
    #[test]
    fn published_vector() {
        let secret = data_encoding::BASE64.decode(b"zvIayp3JPvtvX/QGHqsqKBk/44s=").unwrap();
        assert_eq!(code(&secret, 1_616_374_841 / 30), "2F9J5");
    }
}
