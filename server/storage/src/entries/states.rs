//! Which of the restorable states are named: a pure choice that every backend uses.
//!
//! The newest data entry of each hour (of the last 48 hours), day (of the last year) or month, in UTC by the time of storing,
//! for which a checkpoint (or the start of the log) and the tail after it are kept in full. Control entries change no record,
//! so they make no state.

use crate::jobs::thinning::{DAILY_MS, DAY_MS, month_of};

const HOUR_MS: u64 = 60 * 60 * 1000;
const HOURLY_MS: u64 = 48 * HOUR_MS;

/// A data entry whose state can be restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restorable {
    /// Its number.
    pub number: u64,
    /// When it was stored, ms.
    pub stored_at: u64,
}

/// The ones to name, newest first, from the restorable entries in descending order of their numbers.
pub fn pick(newest_first: impl IntoIterator<Item = Restorable>, now: u64) -> Vec<Restorable> {
    let mut picked = Vec::<Restorable>::new();
    for candidate in newest_first {
        let same = |last: &Restorable| bucket(last.stored_at, now) == bucket(candidate.stored_at, now);
        if !picked.last().is_some_and(same) {
            picked.push(candidate);
        }
    }
    picked
}

/// Granularity and index within it.
fn bucket(stored_at: u64, now: u64) -> (u8, u64) {
    match now.saturating_sub(stored_at) {
        age if age <= HOURLY_MS => (0, stored_at / HOUR_MS),
        age if age <= DAILY_MS => (1, stored_at / DAY_MS),
        _ => (2, month_of(stored_at)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_of_each_hour_day_and_month_is_named() {
        // 2027-01-15T08:00Z.
        let now = 1_800_000_000_000;
        let ago = |number, hours: u64| Restorable { number, stored_at: now - hours * HOUR_MS };
        let half_hours = [(20, 10), (19, 70)]
            .map(|(number, minutes)| Restorable { number, stored_at: now - minutes * 60_000 });
        let older = [
            ago(18, 3),           // another hour
            ago(17, 24 * 10),     // a day
            ago(16, 24 * 10 + 7), // the same day
            ago(15, 24 * 10 + 9), // the day before
            ago(14, 24 * 400),    // a month
            ago(13, 24 * 401),    // the same month
            ago(12, 24 * 500),    // another month
        ];
        let picked = pick(half_hours.into_iter().chain(older), now);
        let numbers: Vec<u64> = picked.iter().map(|state| state.number).collect();
        assert_eq!(numbers, [20, 19, 18, 17, 15, 14, 12]);
    }
}
