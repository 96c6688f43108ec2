//! The hybrid logical clock of one device.

use crate::stamp::MAX_MILLIS;
use crate::{Author, Stamp, Vault};

/// How far ahead of the device's own time a stamp may lie and still move the clock: 24 hours.
pub const MAX_AHEAD_MS: u64 = 24 * 60 * 60 * 1000;

/// Hands out stamps that grow, even while the wall clock stands still or steps back a little.
///
/// **Clamp rule.** A stamp more than [`MAX_AHEAD_MS`] ahead of `now` never moves the clock, neither one observed from
/// another device nor an own one given while this device's wall clock was wrong. A device with a clock in the year
/// 2040 therefore cannot drag everyone's stamps there for ever. An edit must nonetheless win over what it edits, so
/// operations take their stamp with [`Clock::tick_after`] the newest stamp of *that record*; only that record then
/// carries the far-away time, and the clock itself stays.
#[derive(Debug, Clone)]
pub struct Clock {
    author: Author,
    millis: u64,
    counter: Option<u32>,
}

impl Clock {
    /// A clock of `author` that has seen nothing.
    pub fn new(author: Author) -> Self {
        Self { author, millis: 0, counter: None }
    }

    /// A clock that has observed every stamp of `vault`: what a device does when it starts.
    pub fn resume(author: Author, vault: &Vault, now_ms: u64) -> Self {
        let mut clock = Self::new(author);
        for stamp in vault.records().filter_map(crate::Record::newest) {
            clock.observe(&stamp, now_ms);
        }
        clock
    }

    /// Whose stamps this clock gives.
    pub fn author(&self) -> Author {
        self.author
    }

    /// The next stamp: at least `now_ms`, and above every stamp given or observed before (within the clamp rule).
    pub fn tick(&mut self, now_ms: u64) -> Stamp {
        let now = now_ms.min(MAX_MILLIS);
        if self.millis > now.saturating_add(MAX_AHEAD_MS) || now > self.millis {
            self.millis = now;
            self.counter = None;
        }
        let counter = match self.counter {
            None => 0,
            Some(u32::MAX) => {
                self.millis = (self.millis + 1).min(MAX_MILLIS);
                0
            }
            Some(counter) => counter + 1,
        };
        self.counter = Some(counter);
        Stamp { millis: self.millis, counter, author: self.author }
    }

    /// The next stamp, and in any case one above `floor`. A floor in the far future does not move the clock.
    pub fn tick_after(&mut self, now_ms: u64, floor: Option<Stamp>) -> Stamp {
        if let Some(floor) = floor {
            self.observe(&floor, now_ms);
        }
        let stamp = self.tick(now_ms);
        match floor {
            Some(floor) if floor >= stamp => floor.successor(self.author),
            _ => stamp,
        }
    }

    /// Takes note of a stamp of another device, so that later own stamps lie above it.
    pub fn observe(&mut self, stamp: &Stamp, now_ms: u64) {
        if stamp.millis > now_ms.saturating_add(MAX_AHEAD_MS) {
            return;
        }
        let seen = (stamp.millis.min(MAX_MILLIS), Some(stamp.counter));
        if seen > (self.millis, self.counter) {
            (self.millis, self.counter) = seen;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ME: Author = Author([1; 16]);
    const OTHER: Author = Author([9; 16]);

    #[test]
    fn stamps_grow_while_time_stands_still_or_steps_back() {
        let mut clock = Clock::new(ME);
        let stamps: Vec<Stamp> = [1000, 1000, 900, 1001, 1001].iter().map(|now| clock.tick(*now)).collect();
        assert!(stamps.windows(2).all(|pair| pair[0] < pair[1]), "{stamps:?}");
        assert_eq!(stamps[4], Stamp { millis: 1001, counter: 1, author: ME });
    }

    #[test]
    fn an_observed_stamp_is_outdone() {
        let mut clock = Clock::new(ME);
        let theirs = Stamp { millis: 5000, counter: 7, author: OTHER };
        clock.observe(&theirs, 1000);
        assert!(clock.tick(1000) > theirs);
    }

    #[test]
    fn a_stamp_of_next_year_does_not_poison_the_clock() {
        let mut clock = Clock::new(ME);
        let poison = Stamp { millis: 1000 + 2 * MAX_AHEAD_MS, counter: 0, author: OTHER };
        clock.observe(&poison, 1000);
        assert_eq!(clock.tick(1000).millis, 1000);
        let edit = clock.tick_after(1001, Some(poison));
        assert!(edit > poison, "an edit wins over what it edits");
        assert_eq!(clock.tick(1002).millis, 1002, "and the clock stays where it is");
    }

    #[test]
    fn an_own_clock_that_was_wrong_recovers() {
        let mut clock = Clock::new(ME);
        clock.tick(1000 + 400 * MAX_AHEAD_MS);
        assert_eq!(clock.tick(1000).millis, 1000);
    }

    #[test]
    fn the_end_of_time_saturates() {
        let mut clock = Clock::new(ME);
        let last = Stamp { millis: MAX_MILLIS, counter: u32::MAX, author: OTHER };
        assert_eq!(clock.tick_after(u64::MAX, Some(last)).millis, MAX_MILLIS);
        assert!(clock.tick(u64::MAX).millis <= MAX_MILLIS);
    }
}
