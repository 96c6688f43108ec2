//! Reads what people type and paste.

use zeroize::Zeroizing;

use super::{KitError, RecoveryKit, WORD_COUNT, checksum};
use crate::words;

pub(super) fn read(text: &str) -> Result<RecoveryKit, KitError> {
    let numbers = numbers(text)?;
    if numbers.len() != WORD_COUNT {
        return Err(KitError::WrongCount(numbers.len()));
    }
    let mut bits = Zeroizing::new([0_u8; 17]);
    for (index, number) in numbers.iter().enumerate() {
        for offset in 0..11 {
            let bit = index * 11 + offset;
            let value = u8::from(number >> (10 - offset) & 1 == 1);
            bits[bit / 8] |= value << (7 - bit % 8);
        }
    }
    let (entropy, check) = bits.split_first_chunk::<16>().expect("17 bytes hold 16");
    if check != [checksum(entropy)] {
        return Err(KitError::Checksum);
    }
    Ok(RecoveryKit::from_entropy(Zeroizing::new(*entropy)))
}

fn numbers(text: &str) -> Result<Zeroizing<Vec<u16>>, KitError> {
    // Digits, dots, commas and line breaks stand between the words of a numbered list; none occurs in a word.
    let typed = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let mut numbers = Zeroizing::new(Vec::with_capacity(WORD_COUNT + 1));
    for (index, word) in typed.enumerate() {
        let word = Zeroizing::new(word.to_lowercase());
        let number = words::find(&word).ok_or_else(|| KitError::UnknownWord {
            position: index + 1,
            word: word.chars().take(40).collect(),
            nearest: words::nearest(&word.chars().take(40).collect::<String>()),
        })?;
        numbers.push(number);
    }
    Ok(numbers)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const WORDS: &str = "legal winner thank year wave sausage worth useful legal winner thank yellow";

    fn failure(text: &str) -> KitError {
        read(text).err().unwrap()
    }

    #[test]
    fn words_of_bip39_give_their_entropy() {
        // BIP39's own vectors (trezor/python-mnemonic vectors.json, 128 bits).
        for (words, byte) in [
            (
                "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about",
                0,
            ),
            (WORDS, 0x7f),
            ("letter advice cage absurd amount doctor acoustic avoid letter advice cage above", 0x80),
            ("zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong", 0xff),
        ] {
            let kit = read(words).unwrap();
            assert_eq!(kit.expose_bytes(), &[byte; 16]);
            assert_eq!(kit.expose_words().as_str(), words);
        }
    }

    #[test]
    fn case_numbering_line_breaks_commas_and_abbreviations_are_accepted() {
        let numbered = "1. LEGAL\r\n2. Winner\n3) thank, 4: year\t5.wave 6 - saus\n7 worth 8 usef 9 legal,winner;thank  12.yell";
        assert_eq!(read(numbered).unwrap().expose_bytes(), &[0x7f; 16]);
    }

    #[test]
    fn a_wrong_word_is_named_with_its_place_and_a_suggestion() {
        let error = failure("legal winner thank yaer wave");
        assert_eq!(error, KitError::UnknownWord { position: 4, word: "yaer".into(), nearest: "year" });
        assert_eq!(
            error.to_string(),
            "word 4, “yaer”, is not a word of a recovery kit; did you mean “year”?"
        );
    }

    #[test]
    fn too_few_too_many_and_swapped_words_are_told_apart() {
        assert_eq!(failure("legal winner"), KitError::WrongCount(2));
        assert_eq!(failure(&format!("{WORDS} zoo")), KitError::WrongCount(13));
        assert_eq!(failure(""), KitError::WrongCount(0));
        assert_eq!(
            failure("winner legal thank year wave sausage worth useful legal winner thank yellow"),
            KitError::Checksum
        );
    }

    #[test]
    fn two_typed_words_show_that_the_kit_was_written_down() {
        let kit = read(WORDS).unwrap();
        assert!(kit.is_word(1, " Legal "));
        assert!(kit.is_word(12, "yell"));
        assert!(!kit.is_word(12, "legal"));
        assert!(!kit.is_word(0, "legal"));
        assert!(!kit.is_word(13, "legal"));
        assert!(!kit.is_word(1, ""));
    }
}
