//! A machine whose clock is wrong and can't be set: codes then follow the service's time, if the person agrees.
//!
//! Only codes do. Everything that is stamped or signed keeps this machine's own time.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::error::{Exit, Failure, Result};

/// The file in the home: milliseconds to add to this machine's clock, as text. No secret.
const FILE: &str = "clock-correction";
/// More than a day is no drift, but another mistake.
const MOST: i64 = 24 * 60 * 60 * 1000;

/// Milliseconds to add to this machine's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Correction(i64);

impl Correction {
    /// What the home says; none, when it says nothing that can be read.
    pub fn read(home: &Path) -> Self {
        let text = fs::read_to_string(home.join(FILE)).unwrap_or_default();
        text.trim().parse().ok().and_then(Self::of_ms).unwrap_or_default()
    }

    /// A correction by so many milliseconds: at most a day.
    pub fn of_ms(ms: i64) -> Option<Self> {
        (-MOST..=MOST).contains(&ms).then_some(Self(ms))
    }

    /// The milliseconds to add.
    pub fn ms(self) -> i64 {
        self.0
    }

    /// Whether anything is corrected.
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    /// Keeps it for every later command in this home.
    pub fn keep(self, home: &Path) -> Result<()> {
        let path = home.join(FILE);
        let done =
            if self.is_none() { fs::remove_file(&path) } else { fs::write(&path, format!("{}\n", self.0)) };
        match done {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(Failure::new(
                Exit::Failure,
                "not-saved",
                format!("{} can't be written: {error}", path.display()),
            )
            .next("check the disk and the folder's permissions")),
            _ => Ok(()),
        }
    }

    /// In words: `this machine's clock plus 312 s`.
    pub fn text(self) -> String {
        let sign = if self.0 < 0 { "minus" } else { "plus" };
        format!("this machine's clock {sign} {} s", self.0.unsigned_abs() / 1000)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_correction_is_kept_bounded_and_taken_back() {
        let home = tempfile::TempDir::new().unwrap();
        assert_eq!(Correction::read(home.path()), Correction::default());
        Correction::of_ms(-312_400).unwrap().keep(home.path()).unwrap();
        let read = Correction::read(home.path());
        assert_eq!((read.ms(), read.text().as_str()), (-312_400, "this machine's clock minus 312 s"));
        Correction::default().keep(home.path()).unwrap();
        Correction::default().keep(home.path()).unwrap();
        assert!(Correction::read(home.path()).is_none());
        fs::write(home.path().join(FILE), "999999999999").unwrap();
        assert!(Correction::read(home.path()).is_none(), "more than a day is refused");
        assert_eq!(Correction::of_ms(MOST + 1), None);
    }
}
