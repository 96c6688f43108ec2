//! Whether a new password is accepted.

use zxcvbn::Score;

use super::Password;

/// Fewest characters.
pub const MIN_CHARACTERS: usize = 12;

/// What guessers try first and is long enough: of the 20,000 most common passwords (Django's list, BSD-3-Clause, see `common.LICENSE`, after
/// Royce Williams') those of 12 characters and more (ASCII), in lower case.
const COMMON: &str = include_str!("common.txt");

/// Why a password is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Too short, whatever it is made of.
    #[error("the password has {characters} characters and needs at least {MIN_CHARACTERS}")]
    Short {
        /// How many it has.
        characters: usize,
    },
    /// It is on the list.
    #[error("the password is one of those that are tried first; take another")]
    Common,
    /// Few guesses find it: it repeats itself, follows a pattern, or holds a name that is known.
    #[error("the password is easy to guess; take four or more words that have nothing to do with each other")]
    Guessable,
}

/// Whether a new password is accepted. `known`: what guessers know of the person and the organisation (names, addresses).
pub fn accept(password: &Password, known: &[&str]) -> Result<(), WeakPassword> {
    let text = password.expose_text();
    let characters = text.chars().count();
    if characters < MIN_CHARACTERS {
        return Err(WeakPassword::Short { characters });
    }
    if COMMON.lines().any(|common| common.eq_ignore_ascii_case(text)) {
        return Err(WeakPassword::Common);
    }
    // Three of four: more than 10^8 guesses, each of them as slow as the hash.
    if zxcvbn::zxcvbn(text, known).score() < Score::Three {
        return Err(WeakPassword::Guessable);
    }
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn judged(text: &str) -> Result<(), WeakPassword> {
        accept(&Password::typed(text).unwrap(), &["ada.lovelace", "Ada Lovelace", "Analytical Engines"])
    }

    #[test]
    fn length_list_and_guesses_decide_and_no_kinds_of_characters() {
        let table = [
            ("Tr0ub4dor&3", Err(WeakPassword::Short { characters: 11 })),
            ("schlüssel-ä", Err(WeakPassword::Short { characters: 11 })),
            ("1234567890123", Err(WeakPassword::Common)),
            ("aaaaaaaaaaaaaaaa", Err(WeakPassword::Guessable)),
            ("ada.lovelace2026", Err(WeakPassword::Guessable)),
            ("quiet maple orbit thunder", Ok(())),
            ("mvqzkxwpljtr", Ok(())),
        ];
        for (text, expected) in table {
            assert_eq!(judged(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_on_the_list_is_refused_in_any_case() {
        assert!(COMMON.lines().count() > 50);
        for common in COMMON.lines() {
            assert!(common.chars().count() >= MIN_CHARACTERS, "{common} is refused for its length anyway");
            assert_eq!(judged(common), Err(WeakPassword::Common));
            assert_eq!(judged(&common.to_uppercase()), Err(WeakPassword::Common));
        }
    }
}
