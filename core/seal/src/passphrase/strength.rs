//! The floor for a passphrase of one's own: the service's operator can guess at it offline, so it must not be guessable.

use super::floor::{MIN_CHARACTERS, MIN_NEW};
use super::{Passphrase, TypedError};

/// Fewest guesses `zxcvbn` estimates, as a power of ten.
const MIN_GUESSES_LOG10: f64 = 14.0;

/// Who is meant by "guess", said once for every reason.
const WHO: &str = "Whoever runs the backup service, or takes its database and its key, can try guesses for as long as they like. \
                   Take the six generated words, or a sentence of four or more unrelated words";

/// Why a passphrase of one's own is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassphrase {
    /// It can't be used at all.
    #[error(transparent)]
    Typed(#[from] TypedError),
    /// Too short, whatever it is made of.
    #[error("the passphrase has {characters} characters and needs at least {MIN_CHARACTERS}. {WHO}")]
    Short {
        /// How many it has.
        characters: usize,
    },
    /// Long enough, but little of it says anything new.
    #[error(
        "the passphrase repeats itself, counts up, or holds the account name: {new} of its characters are new, and {MIN_NEW} are needed. {WHO}"
    )]
    Repeats {
        /// How many say something new.
        new: usize,
    },
    /// Long enough, but made of what guessers try first.
    #[error("the passphrase is found after about 10^{guesses_log10} guesses; it should take 10^14. {}{WHO}", hint.as_deref().unwrap_or_default())]
    Guessable {
        /// Estimated guesses, as a power of ten, rounded down.
        guesses_log10: u8,
        /// What makes it easy, in a sentence ending with a space, when the estimator can tell.
        hint: Option<String>,
    },
}

pub(super) fn check(passphrase: &Passphrase, known: &[&str]) -> Result<(), WeakPassphrase> {
    let entropy = zxcvbn::zxcvbn(passphrase.expose_text(), known);
    if entropy.guesses_log10() >= MIN_GUESSES_LOG10 {
        return Ok(());
    }
    let hint =
        entropy.feedback().and_then(zxcvbn::feedback::Feedback::warning).map(|warning| format!("{warning} "));
    let guesses_log10 = (0..14).rev().find(|power| entropy.guesses_log10() >= f64::from(*power)).unwrap_or(0);
    Err(WeakPassphrase::Guessable { guesses_log10, hint })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn weakness(text: &str) -> WeakPassphrase {
        Passphrase::choose(text, &["brave-otter-7"]).err().unwrap()
    }

    #[test]
    fn short_repeated_and_known_ones_are_refused_with_a_way_out() {
        assert_eq!(weakness("Tr0ub4dor&3"), WeakPassphrase::Short { characters: 11 });
        for text in
            ["aaaaaaaaaaaaaaaaaaaa", "passwordpassword1", "brave-otter-7brave-otter-7", "qwertyuiopasdfghjkl"]
        {
            let weakness = weakness(text);
            assert!(
                matches!(
                    weakness,
                    WeakPassphrase::Guessable { guesses_log10: 0..14, .. }
                        | WeakPassphrase::Repeats { new: 0..10 }
                ),
                "{text}"
            );
            let message = weakness.to_string();
            assert!(
                message.contains("six generated words") && message.contains("runs the backup service"),
                "{message}"
            );
            assert!(!message.contains(text));
        }
        assert_eq!(weakness(" quiet maple orbit thunder"), WeakPassphrase::Typed(TypedError::OuterSpace));
    }

    #[test]
    fn a_sentence_of_unrelated_words_is_accepted() {
        assert!(Passphrase::choose("quiet maple orbit thunder Zeppelin", &[]).is_ok());
    }
}
