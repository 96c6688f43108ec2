//! Colours, and text of others that must not steer the terminal.

/// What a text means; how it looks follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As it is.
    Plain,
    /// The heading of a column, or of a part.
    Heading,
    /// What people look for, for example a code.
    Strong,
    /// Beside the point.
    Dim,
    /// About to end, or out of date.
    Warning,
    /// Wrong.
    Bad,
    /// Right.
    Good,
}

impl Style {
    pub(super) fn apply(self, text: &str, colour: bool) -> String {
        let code = match self {
            Self::Plain => return text.to_owned(),
            Self::Heading => "1;4",
            Self::Strong => "1",
            Self::Dim => "2",
            Self::Warning => "33",
            Self::Bad => "31",
            Self::Good => "32",
        };
        if colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// Text of others for a terminal: control characters, and those that turn the direction of writing, become `�`, so that a label
/// can neither move the cursor nor dress up as another.
pub fn clean(text: &str) -> String {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if steers(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_cannot_steer_the_terminal() {
        assert_eq!(clean("a\u{1b}[2Jb\nc\u{202e}d"), "a�[2Jb�c�d");
        assert_eq!(clean("Zürich 東京"), "Zürich 東京");
    }

    #[test]
    fn without_colour_a_style_changes_nothing() {
        assert_eq!(Style::Bad.apply("x", false), "x");
        assert_eq!(Style::Bad.apply("x", true), "\u{1b}[31mx\u{1b}[0m");
    }
}
