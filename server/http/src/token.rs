//! Random tokens: 32 bytes, base64url to whoever holds them, SHA-256 to whoever stores them.

use data_encoding::BASE64URL_NOPAD;
use regain_log::Hash;

use crate::Random;

/// A new token and the hash to keep of it.
pub fn make(random: &Random) -> (String, [u8; 32]) {
    let bytes: [u8; 32] = random.bytes();
    (BASE64URL_NOPAD.encode(&bytes), hash(&bytes))
}

/// The hash of a token as it came; `None` when it has not the form of one.
pub fn hash_of_text(text: &str) -> Option<[u8; 32]> {
    let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
    (bytes.len() == 32).then(|| hash(&bytes))
}

/// The hash of a token's bytes. A plain hash suffices: the token has 256 random bits, there is nothing to guess.
pub fn hash(bytes: &[u8]) -> [u8; 32] {
    Hash::of(&[bytes]).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_found_again_by_the_text_only() {
        let (text, stored) = make(&Random::seeded(1));
        assert_eq!(text.len(), 43);
        assert_eq!(hash_of_text(&text), Some(stored));
        assert_eq!(hash_of_text("short"), None);
        assert_eq!(hash_of_text(&format!("{text}=")), None);
    }
}
