//! Texts that are for a screen.

use serde::{Deserialize, Serialize};

use super::schema_of_text;
use crate::limit::portal::SHOWN_CHARS;

/// A text that one side wrote and the other shows to a person who decides. Cleaned when it is read, not refused, because parts of it
/// come from whoever asks (a browser names itself): no line breaks, no marks that turn the direction of writing, no end out of sight.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Shown(String);

impl Shown {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing is left to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Shown {
    fn from(text: &str) -> Self {
        let spaced = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
        let clean: String = spaced.filter(|c| !c.is_control() && !is_invisible(*c)).collect();
        let mut words = String::new();
        for word in clean.split(' ').filter(|word| !word.is_empty()) {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
        }
        if words.chars().count() > SHOWN_CHARS {
            words = words.chars().take(SHOWN_CHARS - 1).chain(['…']).collect();
        }
        Self(words)
    }
}

impl From<String> for Shown {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<Shown> for String {
    fn from(shown: Shown) -> Self {
        shown.0
    }
}

/// Marks of direction, joiners and other characters without a picture (Unicode's `Bidi_Control` and `Default_Ignorable_Code_Point`, where
/// they are no letters' parts).
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

schema_of_text!(Shown);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_asks_does_not_draw_on_the_screen() {
        let shown = |text: &str| String::from(Shown::from(text));
        assert_eq!(shown("Firefox on Linux"), "Firefox on Linux");
        assert_eq!(shown("  Firefox\r\n\n\tApproved\u{2028}by IT "), "Firefox Approved by IT");
        assert_eq!(shown("a\u{202e}b\u{2066}c\u{200b}d\u{7}"), "abcd");
        assert_eq!(shown("Zürich 東京"), "Zürich 東京");
        assert_eq!(shown(&"ä".repeat(500)).chars().count(), SHOWN_CHARS);
        assert!(Shown::from(" \u{200b} ").is_empty());
        assert_eq!(
            shown(&shown(&"x ".repeat(500))),
            shown(&"x ".repeat(500)),
            "cleaning twice changes nothing"
        );
    }
}
