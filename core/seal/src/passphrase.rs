//! Passphrases: NFKC of what was typed, never trimmed silently.

mod floor;
mod strength;

use rand_core::{CryptoRng, RngCore};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use crate::derive::random;
use crate::words;

pub use strength::WeakPassphrase;

/// Characters above which a passphrase is refused: nobody types more, and stretching takes no book.
pub const MAX_CHARACTERS: usize = 1024;
/// Words of a generated passphrase: 66 bits.
pub const GENERATED_WORDS: usize = 6;

/// A passphrase as it goes into OPAQUE, the app's lock or an export.
pub struct Passphrase(Zeroizing<String>);

/// What to do with white space around a typed passphrase. No passphrase was ever created with any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OuterSpace {
    /// Refuse it, so that the person sees it.
    Refuse,
    /// Take it off; only when the person said so.
    Trim,
}

/// Why a typed passphrase can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TypedError {
    /// Nothing was typed.
    #[error("the passphrase is empty")]
    Empty,
    /// White space at its beginning or end.
    #[error(
        "the passphrase begins or ends with a space or line break, which no passphrase of Regain does; remove it"
    )]
    OuterSpace,
    /// More than [`MAX_CHARACTERS`].
    #[error("the passphrase has more than {MAX_CHARACTERS} characters")]
    TooLong,
}

impl Passphrase {
    /// Six random words with spaces between them: 66 bits, the default.
    pub fn generate(rng: &mut (impl RngCore + CryptoRng)) -> Self {
        let bits = random::<9>(rng);
        let longest = GENERATED_WORDS * "abstract ".len();
        let mut text = Zeroizing::new(String::with_capacity(longest));
        for word in words::spell(bits.as_slice()).take(GENERATED_WORDS) {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
        Self(text)
    }

    /// A passphrase of one's own, at creation: refused when it is too easy to guess. `known` are words a guesser would try first,
    /// such as the account name. (`zxcvbn` reads a clock to time itself; its answer does not depend on it.)
    pub fn choose(text: &str, known: &[&str]) -> Result<Self, WeakPassphrase> {
        let passphrase = Self::at_least(text, known)?;
        strength::check(&passphrase, known)?;
        Ok(passphrase)
    }

    /// The part of [`Passphrase::choose`] that needs no dictionaries: length, repetitions, and known words inside. For a program that has
    /// the estimator in another module, and must not take that one's word for everything.
    pub fn at_least(text: &str, known: &[&str]) -> Result<Self, WeakPassphrase> {
        let passphrase = Self::typed(text, OuterSpace::Refuse)?;
        floor::check(&passphrase, known)?;
        Ok(passphrase)
    }

    /// A passphrase at use, as strong or weak as it is.
    pub fn typed(text: &str, outer: OuterSpace) -> Result<Self, TypedError> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(TypedError::Empty);
        }
        if outer == OuterSpace::Refuse && trimmed.len() != text.len() {
            return Err(TypedError::OuterSpace);
        }
        if trimmed.chars().nth(MAX_CHARACTERS).is_some() {
            return Err(TypedError::TooLong);
        }
        // Measured first: a growing string would leave copies behind.
        let size = trimmed.nfkc().map(char::len_utf8).sum();
        let mut normal = Zeroizing::new(String::with_capacity(size));
        normal.extend(trimmed.nfkc());
        Ok(Self(normal))
    }

    /// The normalised text: to show a generated passphrase.
    pub fn expose_text(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use rand_chacha::ChaCha20Rng;
    use rand_core::SeedableRng as _;

    use super::*;

    fn typed(text: &str) -> Result<String, TypedError> {
        Passphrase::typed(text, OuterSpace::Refuse).map(|passphrase| passphrase.expose_text().to_owned())
    }

    #[test]
    fn two_ways_to_type_one_text_give_one_passphrase() {
        assert_eq!(typed("caf\u{e9} \u{fb01}n").unwrap(), typed("cafe\u{301} fin").unwrap());
        assert_eq!(typed("\u{ff21}b\u{a0}c").unwrap(), "Ab c");
        assert_ne!(typed("Two  spaces").unwrap(), typed("Two spaces").unwrap());
    }

    #[test]
    fn outer_white_space_is_named_and_taken_off_only_when_asked() {
        for text in [" six words", "six words\n", "\u{a0}six words"] {
            assert_eq!(typed(text), Err(TypedError::OuterSpace));
            assert_eq!(
                Passphrase::typed(text, OuterSpace::Trim).unwrap_or_else(|_| unreachable!()).expose_text(),
                "six words"
            );
        }
        assert_eq!(typed(" "), Err(TypedError::Empty));
        assert_eq!(typed(&"x".repeat(MAX_CHARACTERS + 1)), Err(TypedError::TooLong));
        assert!(typed(&"\u{fdfa}".repeat(MAX_CHARACTERS)).is_ok());
    }

    #[test]
    fn a_generated_passphrase_has_six_words_and_passes_as_an_own_one() {
        let mut rng = ChaCha20Rng::from_seed([3; 32]);
        for _ in 0..20 {
            let passphrase = Passphrase::generate(&mut rng);
            assert_eq!(passphrase.expose_text().split(' ').count(), GENERATED_WORDS);
            assert!(passphrase.expose_text().split(' ').all(|word| words::find(word).is_some()));
            assert!(Passphrase::choose(passphrase.expose_text(), &[]).is_ok());
        }
    }
}
