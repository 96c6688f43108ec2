//! HMAC-SHA-256 (RFC 2104) under a key outside the database: stable answers for unknown names, keys of budgets, tokens
//! that can be computed again.

use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

/// A key. Never shown, never stored in the database.
pub struct Keyed(Zeroizing<[u8; 32]>);

impl Keyed {
    /// From its 32 bytes.
    pub fn new(key: [u8; 32]) -> Self {
        Self(Zeroizing::new(key))
    }

    /// HMAC-SHA-256 of label and parts, each with its length before it, so that no two inputs meet.
    pub fn mac(&self, label: &str, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(self.0.as_slice()).expect("HMAC takes keys of any length");
        for part in std::iter::once(&label.as_bytes()).chain(parts) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_parts_never_meet() {
        let keyed = Keyed::new([1; 32]);
        let mac = keyed.mac("name", &[b"ab", b"c"]);
        assert_eq!(mac, keyed.mac("name", &[b"ab", b"c"]));
        assert_ne!(mac, keyed.mac("name", &[b"a", b"bc"]));
        assert_ne!(mac, keyed.mac("nameab", &[b"c"]));
        assert_ne!(mac, Keyed::new([2; 32]).mac("name", &[b"ab", b"c"]));
    }
}
