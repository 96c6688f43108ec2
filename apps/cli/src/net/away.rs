//! A service that did not answer a moment ago: a person who wants a code does not wait for it again and again.

use std::fs;
use std::path::Path;
use std::time::Duration;

/// An empty file in the home; its time of change is the note.
const FILE: &str = "service.away";
/// How long a note counts.
const COUNTS: Duration = Duration::from_secs(30);

/// Notes that the service did not answer. Without a note the next reading just asks again.
pub(super) fn note(home: &Path) {
    let _ = fs::write(home.join(FILE), []);
}

/// It answered.
pub(super) fn forget(home: &Path) {
    let _ = fs::remove_file(home.join(FILE));
}

/// Whether it did not answer within the last half minute.
pub(super) fn is_noted(home: &Path) -> bool {
    let noted = fs::metadata(home.join(FILE)).and_then(|file| file.modified());
    // A clock that was set back makes a note of the future: it does not count.
    noted.is_ok_and(|at| at.elapsed().is_ok_and(|age| age < COUNTS))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_note_counts_for_half_a_minute() {
        let home = tempfile::tempdir().unwrap();
        assert!(!is_noted(home.path()));
        note(home.path());
        assert!(is_noted(home.path()));
        let old = std::time::SystemTime::now() - COUNTS * 2;
        fs::File::open(home.path().join(FILE)).unwrap().set_modified(old).unwrap();
        assert!(!is_noted(home.path()));
        note(home.path());
        forget(home.path());
        assert!(!is_noted(home.path()));
    }
}
