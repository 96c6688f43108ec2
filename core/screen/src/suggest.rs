//! A name for a recovery account: two words and a number, nothing personal.

use rand_core::{CryptoRng, RngCore};
use regain_log::Hash;
use regain_seal::words::head_words;

/// A name such as `brave-otter-42`.
pub fn account_name(rng: &mut (impl RngCore + CryptoRng)) -> String {
    let mut seed = [0; 32];
    rng.fill_bytes(&mut seed);
    let [first, second, ..] = head_words(0, &Hash(seed));
    format!("{first}-{second}-{}", 10 + rng.next_u32() % 90)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use regain_protocol::AccountName;

    #[test]
    fn a_suggested_name_is_one() {
        let mut rng = rand_core::OsRng;
        let names: Vec<String> = (0..50).map(|_| super::account_name(&mut rng)).collect();
        for name in &names {
            assert_eq!(name.parse::<AccountName>().unwrap().as_str(), name);
            assert_eq!(name.split('-').count(), 3);
        }
        assert_ne!(names[0], names[1]);
    }
}
