//! The 2048 English words of BIP39, and the six words of a head (FORMAT section 8).

use bip39::Language;
use regain_log::Hash;

/// Bits that one word carries.
const WORD_BITS: usize = 11;

/// The word with this number.
pub(crate) fn word(number: u16) -> &'static str {
    // The mask keeps the number inside the list of 2^11 words.
    Language::English.word_list()[usize::from(number & 0x7ff)]
}

/// The number of a word typed in lower case: in full, or its first four letters or more, which name one word only.
pub(crate) fn find(typed: &str) -> Option<u16> {
    let list = Language::English.word_list();
    let at = list.partition_point(|word| *word < typed);
    let found =
        list.get(at).filter(|word| **word == typed || (typed.len() >= 4 && word.starts_with(typed)))?;
    debug_assert!(found.starts_with(typed));
    u16::try_from(at).ok()
}

/// The word of the list that a mistyped one most likely was: fewest letters added, left out, replaced or swapped.
pub(crate) fn nearest(typed: &str) -> &'static str {
    let list = Language::English.word_list();
    list.iter().min_by_key(|word| strsim::osa_distance(word, typed)).expect("the list is not empty")
}

/// The first `bits.len() * 8 / 11` words that the bits spell.
pub(crate) fn spell(bits: &[u8]) -> impl Iterator<Item = &'static str> {
    (0..bits.len() * 8 / WORD_BITS).map(|index| {
        let number = (0..WORD_BITS).fold(0, |number, offset| {
            let bit = index * WORD_BITS + offset;
            number << 1 | u16::from(bits[bit / 8] >> (7 - bit % 8) & 1)
        });
        word(number)
    })
}

/// The six words of a head: number of the entry and its entry hash. Two devices compare the words of one number; 66 bits agree by
/// chance never. The layout is frozen.
pub fn head_words(number: u64, hash: &Hash) -> [&'static str; 6] {
    let digest = Hash::of(&[b"regain/1/words", &number.to_be_bytes(), hash.as_bytes()]);
    let mut words = spell(digest.as_bytes());
    std::array::from_fn(|_| words.next().expect("32 bytes spell 23 words"))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_by_itself_and_by_its_first_four_letters() {
        let list = Language::English.word_list();
        assert!(list.is_sorted());
        for (at, word) in list.iter().enumerate() {
            assert_eq!(find(word).unwrap(), u16::try_from(at).unwrap());
            assert_eq!(find(&word[..word.len().min(4)]).unwrap(), u16::try_from(at).unwrap(), "{word}");
        }
    }

    #[test]
    fn the_list_is_the_published_one() {
        // SHA-256 of english.txt in BIP-0039, one word a line.
        let text = Language::English.word_list().map(|word| format!("{word}\n")).concat();
        let hash = data_encoding::HEXLOWER.encode(Hash::of(&[text.as_bytes()]).as_bytes());
        assert_eq!(hash, "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda");
    }

    #[test]
    fn a_prefix_that_is_no_word_is_not_found() {
        for typed in ["", "a", "aba", "abandons", "zzzz", "abs"] {
            assert_eq!(find(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_mistyped_word_leads_to_its_neighbour() {
        assert_eq!(nearest("abandno"), "abandon");
        assert_eq!(nearest("zoob"), "zoo");
        assert_eq!(nearest("recieve"), "receive");
    }

    #[test]
    fn bits_are_read_from_the_left() {
        assert_eq!(spell(&[0, 0x20, 0, 0x40]).collect::<Vec<_>>(), ["ability", "abandon"]);
        assert_eq!(spell(&[0xff, 0xff, 0xff]).collect::<Vec<_>>(), ["zoo", "zoo"]);
    }
}
