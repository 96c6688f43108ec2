//! Which bodies of a history may go: a pure plan that every backend carries out.
//!
//! A state can be restored when its checkpoint and the whole tail after it are kept. Hence the rules:
//!
//! 1. Everything stored in the last 30 days is kept, and so is its base: the newest checkpoint older than that, with
//!    everything after it. Without such a checkpoint nothing goes: the tail starts at the genesis then.
//! 2. Before the base, changes go. Of the checkpoints the newest of each day stays for a year, and the newest of each
//!    month (UTC, by the time of storing) for ever: it is the state of that day, and of the days after it that have none.
//! 3. Control entries keep their bodies, and every entry keeps its header and signature, for ever.

/// How long everything is kept, ms: 30 days.
pub const FULL_MS: u64 = 30 * DAY_MS;
/// How long one state a day is kept, ms: 365 days.
pub const DAILY_MS: u64 = 365 * DAY_MS;
/// A day, ms.
pub const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// A checkpoint whose body is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptCheckpoint {
    /// Its number.
    pub number: u64,
    /// When it was stored, ms.
    pub stored_at: u64,
}

/// What may go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThinPlan {
    /// The bodies of all changes with a lower number go.
    pub changes_before: u64,
    /// The bodies of these checkpoints go; ascending, all lower than `changes_before`.
    pub checkpoints: Vec<u64>,
}

/// Decides for one backup, given its kept checkpoints in ascending order. `None`: nothing may go.
pub fn plan(kept: &[KeptCheckpoint], now: u64) -> Option<ThinPlan> {
    let full_from = now.saturating_sub(FULL_MS);
    let base = kept.iter().rposition(|checkpoint| checkpoint.stored_at < full_from)?;
    let bucket = |checkpoint: &KeptCheckpoint| Bucket::of(checkpoint.stored_at, now);
    // A checkpoint is the newest of its bucket when the next one lies in another; the base itself always stays.
    let checkpoints = kept[..=base]
        .windows(2)
        .filter(|pair| bucket(&pair[0]) == bucket(&pair[1]))
        .map(|pair| pair[0].number)
        .collect();
    Some(ThinPlan { changes_before: kept[base].number, checkpoints })
}

#[derive(PartialEq, Eq)]
enum Bucket {
    Day(u64),
    Month(u64),
}

impl Bucket {
    fn of(stored_at: u64, now: u64) -> Self {
        if stored_at >= now.saturating_sub(DAILY_MS) {
            Self::Day(stored_at / DAY_MS)
        } else {
            Self::Month(month_of(stored_at))
        }
    }
}

/// Months since the year 0 of the Gregorian calendar, UTC. Days to civil date after Howard Hinnant, "chrono-Compatible
/// Low-Level Date Algorithms": eras of 400 years that start on the first of March.
pub fn month_of(ms: u64) -> u64 {
    let days = ms / DAY_MS + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    (era * 400 + year_of_era) * 12 + month_from_march + 2
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const NOW: u64 = 1_800_000_000_000;

    fn kept(ages_days: &[f64]) -> Vec<KeptCheckpoint> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "small positive test ages"
        )]
        let stored = |age: f64| NOW - (age * 86_400_000.0) as u64;
        ages_days
            .iter()
            .zip(1..)
            .map(|(age, number)| KeptCheckpoint { number: number * 10, stored_at: stored(*age) })
            .collect()
    }

    #[test]
    fn nothing_goes_without_an_old_checkpoint() {
        assert_eq!(plan(&[], NOW), None);
        assert_eq!(plan(&kept(&[29.0, 1.0]), NOW), None);
    }

    #[test]
    fn the_base_of_the_last_thirty_days_stays_with_its_tail() {
        let plan = plan(&kept(&[31.0, 5.0]), NOW).unwrap();
        assert_eq!(plan, ThinPlan { changes_before: 10, checkpoints: vec![] });
    }

    #[test]
    fn one_checkpoint_a_day_stays_for_a_year_then_one_a_month() {
        // NOW is 2027-01-15T08:00Z. Two in one old month, two on one day, the base on the same day as another.
        let plan = plan(&kept(&[420.0, 419.0, 100.2, 100.1, 99.0, 40.2, 40.1, 3.0]), NOW).unwrap();
        assert_eq!(plan.changes_before, 70);
        assert_eq!(plan.checkpoints, vec![10, 30, 60]);
    }

    #[test]
    fn months_follow_the_calendar() {
        let month = |days: u64| month_of(days * DAY_MS);
        assert_eq!(month(0), 1970 * 12);
        assert_eq!(month(30), 1970 * 12);
        assert_eq!(month(31), 1970 * 12 + 1);
        // 2024-02-29 and 2024-03-01.
        assert_eq!(month(19_782), 2024 * 12 + 1);
        assert_eq!(month(19_783), 2024 * 12 + 2);
        // 2026-12-31 and 2027-01-01.
        assert_eq!(month(20_818), 2026 * 12 + 11);
        assert_eq!(month(20_819), 2027 * 12);
    }
}
