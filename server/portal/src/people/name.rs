//! The name typed to sign in.

use unicode_normalization::UnicodeNormalization;

/// Most characters.
pub const NAME_MAX: usize = 64;

/// A sign-in name in its one spelling: NFKC, lower case, letters, digits and `. - _ @ +`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName(String);

/// Why a text is no sign-in name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing, or too much.
    #[error("a sign-in name has 1 to {NAME_MAX} characters")]
    Length,
    /// Another character.
    #[error("a sign-in name holds letters, digits and . - _ @ + only")]
    Character,
}

impl PersonName {
    /// From what was typed.
    pub fn typed(text: &str) -> Result<Self, NameError> {
        let text = text.trim();
        if text.len() > NAME_MAX * 4 {
            return Err(NameError::Length);
        }
        let name = text.nfkc().collect::<String>().to_lowercase();
        if name.is_empty() || name.chars().count() > NAME_MAX {
            return Err(NameError::Length);
        }
        let allowed = |character: char| character.is_alphanumeric() || ".-_@+".contains(character);
        if name.chars().all(allowed) { Ok(Self(name)) } else { Err(NameError::Character) }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_type_a_name_is_one_name() {
        let name = PersonName::typed("anna@example.org").map(|name| name.0);
        for typed in [" Anna@Example.org ", "ANNA@EXAMPLE.ORG", "ａｎｎａ@example.org"] {
            assert_eq!(PersonName::typed(typed).map(|name| name.0), name, "{typed}");
        }
        assert_eq!(PersonName::typed(" "), Err(NameError::Length));
        assert_eq!(PersonName::typed(&"a".repeat(65)), Err(NameError::Length));
        assert_eq!(PersonName::typed("a b"), Err(NameError::Character));
        assert_eq!(PersonName::typed("<script>"), Err(NameError::Character));
    }
}
