//! Which of the restorable states are named: a pure choice that every backend uses.
//!
//! The newest data entry of each minute (of the last day), hour (of the last 30 days), day (of the last year) or month, in UTC by the time of storing,
//! for which a checkpoint (or the start of the log) and the tail after it are kept in full. Control entries change no record,
//! so they make no state.

use crate::jobs::thinning::{DAILY_MS, DAY_MS, month_of};

const MINUTE_MS: u64 = 60 * 1000;
const HOUR_MS: u64 = 60 * MINUTE_MS;
const HOURLY_MS: u64 = 30 * DAY_MS;

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
        age if age <= DAY_MS => (0, stored_at / MINUTE_MS),
        age if age <= HOURLY_MS => (1, stored_at / HOUR_MS),
        age if age <= DAILY_MS => (2, stored_at / DAY_MS),
        _ => (3, month_of(stored_at)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_of_each_minute_hour_day_and_month_is_named() {
        // 2027-01-15T08:00Z.
        let now = 1_800_000_000_000;
        let ago = |number, hours: u64| Restorable { number, stored_at: now - hours * HOUR_MS };
        let minutes = [(22, 599_000), (21, 600_000), (20, 601_000), (19, 660_000)]
            .map(|(number, ms)| Restorable { number, stored_at: now - ms });
        let older = [
            ago(18, 24 * 10),                                                         // an hour
            Restorable { number: 17, stored_at: now - 10 * DAY_MS - 30 * MINUTE_MS }, // the hour before
            ago(16, 24 * 40),                                                         // a day
            ago(15, 24 * 40 + 9),                                                     // the day before
            ago(14, 24 * 400),                                                        // a month
            ago(13, 24 * 401),                                                        // the same month
            ago(12, 24 * 500),                                                        // another month
        ];
        let picked = pick(minutes.into_iter().chain(older), now);
        let numbers: Vec<u64> = picked.iter().map(|state| state.number).collect();
        assert_eq!(numbers, [22, 20, 18, 17, 16, 15, 14, 12]);
    }
}
