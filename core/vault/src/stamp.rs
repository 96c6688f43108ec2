//! When something was written, and by whom: the total order behind "the last writer wins".

use crate::Author;

/// The largest time a stamp may carry: what fits exactly into a double, so any implementation can hold it.
pub const MAX_MILLIS: u64 = (1 << 53) - 1;

/// A hybrid logical time. Ordered by `millis`, then `counter`, then `author`; no two edits of one record share one.
///
/// Frozen: written as `[millis, counter, author]`, see docs/FORMAT-records.md.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Milliseconds since the Unix epoch, at most [`MAX_MILLIS`].
    pub millis: u64,
    /// Separates stamps of the same millisecond.
    pub counter: u32,
    /// Who wrote it.
    pub author: Author,
}

impl Stamp {
    /// The smallest stamp of `author` above this one whatever the order of authors; saturates at the end of time.
    pub(crate) fn successor(&self, author: Author) -> Self {
        match self.counter.checked_add(1) {
            Some(counter) => Self { millis: self.millis, counter, author },
            None if self.millis < MAX_MILLIS => Self { millis: self.millis + 1, counter: 0, author },
            None => Self { author, ..*self },
        }
    }
}
