//! A code as a person types it.

use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// A one-time code: 4 to 10 digits or letters.
///
/// A secret while it lasts: no `Debug`, no `Clone`, wiped when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Code(String);

impl Code {
    pub(crate) fn new(text: String) -> Self {
        Self(text)
    }

    /// The code, to show it or to put it on the clipboard.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The code in groups that are easy to read out: `123 456`, `123 4567`, `1234 5678`, `123 456 7890`.
    /// Codes of five characters and fewer stay whole.
    pub fn grouped(&self) -> Zeroizing<String> {
        let cuts: &[usize] = match self.0.len() {
            6 | 7 => &[3],
            8 => &[4],
            9 | 10 => &[3, 6],
            _ => &[],
        };
        let mut text = Zeroizing::new(String::with_capacity(self.0.len() + cuts.len()));
        for (index, character) in self.0.chars().enumerate() {
            if cuts.contains(&index) {
                text.push(' ');
            }
            text.push(character);
        }
        text
    }

    /// Whether a person entered this code: spaces and dashes aside, letters in either case, in constant time.
    pub fn is_entered_as(&self, entered: &str) -> bool {
        let normal = |text: &str| {
            let kept = text.chars().filter(|c| !c.is_whitespace() && *c != '-');
            Zeroizing::new(kept.map(|c| c.to_ascii_lowercase()).collect::<String>())
        };
        normal(&self.0).as_bytes().ct_eq(normal(entered).as_bytes()).into()
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

impl Eq for Code {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups() {
        for (code, grouped) in [
            ("1234", "1234"),
            ("2F9J5", "2F9J5"),
            ("123456", "123 456"),
            ("1234567", "123 4567"),
            ("umozdicq", "umoz dicq"),
            ("123456789", "123 456 789"),
            ("1234567890", "123 456 7890"),
        ] {
            assert_eq!(*Code::new(code.to_owned()).grouped(), grouped);
        }
    }

    #[test]
    fn what_people_enter_is_compared() {
        assert!(Code::new("123456".to_owned()).is_entered_as(" 123 456"));
        assert!(Code::new("2F9J5".to_owned()).is_entered_as("2f9j5"));
        for wrong in ["", "12345", "1234567", "123457"] {
            assert!(!Code::new("123456".to_owned()).is_entered_as(wrong), "{wrong}");
        }
    }
}
