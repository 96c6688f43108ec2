//! Failures in a row. How long they make the next guess wait is decided elsewhere; here they are counted.

use crate::Pending;

/// What a counter is about: a keyed hash of account or method, and of the browsers that share it. One that begins with 255 is about a name
/// that nobody has.
pub type GuessKey = [u8; 32];

/// Failures in a row as counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Failures {
    /// How many. A guess under way is counted as one already.
    pub in_row: u32,
    /// When the last was counted, ms.
    pub last: u64,
}

/// A guess to count, before anybody looks at it.
#[derive(Debug, Clone)]
pub struct CountGuess {
    /// The counters it counts in, each with what was read of it.
    pub counters: Vec<(GuessKey, Failures)>,
    /// When, ms.
    pub now: u64,
}

/// Counters of guesses. They never expire, but for those of names that nobody has: these go 30 days after the last failure.
pub trait Guesses {
    /// What the counters say, in the order of the keys; one that never counted says zero.
    fn failures(&self, keys: Vec<GuessKey>) -> Pending<'_, Vec<Failures>>;

    /// Counts a guess in all of its counters, if all of them still say what was read; otherwise in none, and the answer is
    /// `false`: of many guesses at once that saw the same numbers, one goes on.
    fn count_guess(&self, request: CountGuess) -> Pending<'_, bool>;

    /// Forgets the failures: the guess was right.
    fn clear_guesses(&self, keys: Vec<GuessKey>) -> Pending<'_, ()>;
}
