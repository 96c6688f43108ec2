//! Secrets that people read, write down and type: recovery codes and temporary access passes.
//!
//! 80 random bits in Crockford's base 32: no letter that looks like a digit, any case, spaces and dashes as one likes.

use data_encoding::{Encoding, Specification};
use regain_http::{Random, token};
use regain_storage::portal::{PersonId, ThingHash};
use std::sync::LazyLock;
use zeroize::Zeroizing;

/// Bytes of a secret: 80 bits, more than the 64 that NIST SP 800-63B-4 §3.1.2.1 asks of look-up secrets.
pub const LEN: usize = 10;
/// Letters of a group.
const GROUP: usize = 4;

static CROCKFORD: LazyLock<Encoding> = LazyLock::new(|| {
    let mut specification = Specification::new();
    specification.symbols.push_str("0123456789abcdefghjkmnpqrstvwxyz");
    specification.translate.from.push_str("ABCDEFGHJKMNPQRSTVWXYZoOiIlL");
    specification.translate.to.push_str("abcdefghjkmnpqrstvwxyz001111");
    specification.ignore.push_str(" -");
    specification.encoding().expect("a constant specification")
});

/// A new secret as it is shown, `abcd-efgh-jkmn-pqrs`, and its bytes.
pub fn make(random: &Random) -> (Zeroizing<String>, [u8; LEN]) {
    let bytes: [u8; LEN] = random.bytes();
    (show(&bytes), bytes)
}

/// A secret as it is shown.
pub fn show(bytes: &[u8; LEN]) -> Zeroizing<String> {
    let plain = Zeroizing::new(CROCKFORD.encode(bytes));
    let mut shown = Zeroizing::new(String::with_capacity(plain.len() + plain.len() / GROUP));
    for (place, letter) in plain.chars().enumerate() {
        if place > 0 && place % GROUP == 0 {
            shown.push('-');
        }
        shown.push(letter);
    }
    shown
}

/// The bytes of what was typed; `None` when it has not the form of one.
pub fn read(typed: &str) -> Option<Zeroizing<Vec<u8>>> {
    let bytes = Zeroizing::new(CROCKFORD.decode(typed.trim().as_bytes()).ok()?);
    (bytes.len() == LEN).then_some(bytes)
}

/// What is kept of one: bound to its person, so that the same bytes are another's nothing. A plain hash suffices: 80 random bits can't be searched,
/// and guesses are counted.
pub fn kept(person: PersonId, bytes: &[u8]) -> ThingHash {
    token::hash(&[b"regain spoken 1".as_slice(), &person.0, bytes].concat())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_read_however_it_is_typed() {
        let (shown, bytes) = make(&Random::seeded(1));
        assert_eq!(shown.len(), 19);
        for typed in [
            shown.to_string(),
            shown.to_uppercase(),
            shown.replace('-', " "),
            format!("  {} ", shown.replace('-', "")),
        ] {
            assert_eq!(read(&typed).unwrap().as_slice(), bytes, "{typed}");
        }
        assert_eq!(read("oil0-oil0-oil0-oil0"), read("0110-0110-0110-0110"));
        for typed in ["", "abcd", "abcd-efgh-jkmn-pqru", "abcd-efgh-jkmn-pqrs-t"] {
            assert_eq!(read(typed), None, "{typed}");
        }
        assert_ne!(kept(PersonId([1; 16]), &bytes), kept(PersonId([2; 16]), &bytes));
    }
}
