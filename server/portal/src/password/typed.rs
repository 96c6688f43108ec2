//! What was typed.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// Most characters, in the normal form. More would only keep the estimator busy; NIST SP 800-63B-4 §3.1.1.2 asks for at least 64.
pub const MAX_CHARACTERS: usize = 128;

/// A password as it was typed, in the normal form NFKC (NIST SP 800-63B-4 §3.1.1.2): the same from every keyboard. Wiped when
/// dropped.
pub struct Password(Zeroizing<String>);

/// Why what was typed is no password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TypedError {
    /// Nothing was typed.
    #[error("type a password")]
    Empty,
    /// Too much was typed.
    #[error("a password has at most {MAX_CHARACTERS} characters")]
    Long,
}

impl Password {
    /// From what was typed.
    pub fn typed(text: &str) -> Result<Self, TypedError> {
        if text.is_empty() {
            return Err(TypedError::Empty);
        }
        // One character becomes up to 18 by NFKC, and takes up to four bytes: what is longer is not even looked at.
        let mut normal = Zeroizing::new(String::with_capacity(MAX_CHARACTERS * 4));
        for (count, character) in text.nfkc().enumerate() {
            if count == MAX_CHARACTERS {
                return Err(TypedError::Long);
            }
            normal.push(character);
        }
        Ok(Self(normal))
    }

    /// The text, for hashing and judging.
    pub(super) fn expose_text(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_same_from_every_keyboard() {
        // é as one character or two, and a full-width A.
        let one = Password::typed("caf\u{e9} A").unwrap();
        let other = Password::typed("cafe\u{301} \u{ff21}").unwrap();
        assert_eq!(one.expose_text(), other.expose_text());
    }

    #[test]
    fn nothing_and_too_much_are_refused() {
        assert_eq!(Password::typed("").err(), Some(TypedError::Empty));
        assert!(Password::typed(&"x".repeat(MAX_CHARACTERS)).is_ok());
        assert_eq!(Password::typed(&"x".repeat(MAX_CHARACTERS + 1)).err(), Some(TypedError::Long));
        // One character that becomes eighteen.
        assert_eq!(Password::typed(&"\u{fdfa}".repeat(8)).err(), Some(TypedError::Long));
    }
}
