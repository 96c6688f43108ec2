//! Yandex Key: HMAC-SHA-256 under SHA-256(PIN ‖ secret), 63 bits of it written as eight letters.

use sha2::{Digest, Sha256};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::{Algorithm, OtpSecret, SecretError};

use super::hotp;

/// The key proper, in bytes; what a QR code carries.
const KEY_LEN: usize = 16;
/// The key as it is typed by hand: key, user number and a 12-bit checksum.
const TYPED_LEN: usize = 26;
/// The checksum is the remainder of dividing all bits before it by this polynomial of degree 12.
const CHECKSUM_POLYNOMIAL: u16 = 0b1_1000_1111_0011;

/// A secret that is no Yandex key. The caller's or the peer's fault.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum YandexSecretError {
    /// Neither 16 nor 26 bytes.
    #[error("a Yandex secret has 26 or 42 characters; copy the whole key again from Yandex")]
    Length,
    /// 26 bytes whose checksum does not fit them.
    #[error(
        "the Yandex secret has a typing error, its checksum does not fit; compare it with the key Yandex shows"
    )]
    Checksum,
}

/// The eight letters for a PIN and a step of 30 seconds.
pub(super) fn code(secret: &[u8], pin: &str, step: u64) -> String {
    const LETTERS: usize = 8;
    let hash = Sha256::new().chain_update(pin.as_bytes()).chain_update(secret).finalize();
    let hash = Zeroizing::new(<[u8; 32]>::from(hash));
    // Yandex's own client treats the key as a number and loses a leading zero byte.
    let key = if hash[0] == 0 { &hash[1..] } else { &hash[..] };
    let mut value =
        u64::from_be_bytes(hotp::cut(&hotp::mac(key, Algorithm::Sha256, step))) & 0x7fff_ffff_ffff_ffff;
    let mut letters = [b'a'; LETTERS];
    for letter in letters.iter_mut().rev() {
        *letter = b"abcdefghijklmnopqrstuvwxyz"[(value % 26) as usize];
        value /= 26;
    }
    letters.map(char::from).iter().collect()
}

/// The 16 bytes of the key, from either form; a checksum is verified and then dropped with the user number.
pub(crate) fn normal_secret(secret: &OtpSecret) -> Result<OtpSecret, YandexSecretError> {
    let bytes = secret.expose_bytes();
    match bytes.len() {
        KEY_LEN => {}
        TYPED_LEN if checksum_fits(bytes) => {}
        TYPED_LEN => return Err(YandexSecretError::Checksum),
        _ => return Err(YandexSecretError::Length),
    }
    OtpSecret::from_bytes(&bytes[..KEY_LEN]).map_err(|_: SecretError| YandexSecretError::Length)
}

fn checksum_fits(bytes: &[u8]) -> bool {
    let bit = |index: usize| u16::from(bytes[index / 8] >> (7 - index % 8) & 1);
    let (data, checksum) = (0..TYPED_LEN * 8 - 12, TYPED_LEN * 8 - 12..TYPED_LEN * 8);
    let remainder = data.fold(0, |rest, index| {
        let rest = rest << 1 | bit(index);
        if rest >> 12 == 1 { rest ^ CHECKSUM_POLYNOMIAL } else { rest }
    });
    remainder == checksum.fold(0, |sum, index| sum << 1 | bit(index))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    /// Vectors that several authenticators publish with their Yandex support; the last one, made with an
    /// independent computation, has a key that begins with a zero byte.
    #[test]
    fn published_vectors() {
        for (pin, secret, time, expected) in [
            ("5239", "6SB2IKNM6OBZPAVBVTOHDKS4FAAAAAAADFUTQMBTRY", 1_641_559_648_u64, "umozdicq"),
            ("7586", "LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI", 1_581_064_020, "oactmacq"),
            ("7586", "LA2V6KMCGYMWWVEW64RNP3JA3I", 1_581_090_810, "wemdwrix"),
            ("5210481216086702", "JBGSAU4G7IEZG6OY4UAXX62JU4AAAAAAHTSG4HXU3M", 1_581_091_469, "dfrpywob"),
            ("5210481216086702", "JBGSAU4G7IEZG6OY4UAXX62JU4AAAAAAHTSG4HXU3M", 1_581_093_059, "vunyprpd"),
            ("0261", "LA2V6KMCGYMWWVEW64RNP3JA3I", 1_581_064_020, "ebtdqhwy"),
        ] {
            let secret = normal_secret(&OtpSecret::from_base32(secret).unwrap()).unwrap();
            assert_eq!(code(secret.expose_bytes(), pin, time / 30), expected);
        }
    }

    #[test]
    fn typing_errors_are_found() {
        let refused = |text| normal_secret(&OtpSecret::from_base32(text).unwrap()).err();
        assert_eq!(refused("AA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI"), Some(YandexSecretError::Checksum));
        assert_eq!(refused("LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPA"), Some(YandexSecretError::Checksum));
        assert_eq!(refused("AA2V6KMCGJA3IAAAAAAHTSG4HRZPI"), Some(YandexSecretError::Length));
    }
}
