//! How long.

use crate::words::Words;

const MINUTE_MS: u64 = 60 * 1000;
/// What is offered, minutes: ten minutes to 30 days.
const OFFERED: [u64; 9] = [10, 30, 60, 8 * 60, 24 * 60, 3 * 24 * 60, 7 * 24 * 60, 14 * 24 * 60, 30 * 24 * 60];

/// A choice in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub said: String,
    /// Whether it is chosen already.
    pub chosen: bool,
}

/// Spans up to the longest, in minutes; `chosen` is among them.
pub fn spans(longest_ms: u64, chosen_ms: u64, w: Words) -> Vec<Choice> {
    let (longest, chosen) = (longest_ms / MINUTE_MS, chosen_ms / MINUTE_MS);
    let mut minutes: Vec<u64> = OFFERED.into_iter().filter(|minutes| *minutes <= longest).collect();
    minutes.extend([longest, chosen]);
    minutes.sort_unstable();
    minutes.dedup();
    let choice = |minutes: u64| Choice {
        value: minutes.to_string(),
        said: span(minutes * MINUTE_MS, w),
        chosen: minutes == chosen,
    };
    minutes.into_iter().map(choice).collect()
}

/// As it is read: in the largest unit that fits.
pub fn span(ms: u64, w: Words) -> String {
    let minutes = ms / MINUTE_MS;
    match minutes {
        minutes if minutes >= 24 * 60 && minutes.is_multiple_of(24 * 60) => w.span_days(minutes / (24 * 60)),
        minutes if minutes >= 60 && minutes.is_multiple_of(60) => w.span_hours(minutes / 60),
        minutes => w.span_minutes(minutes),
    }
}

/// What was chosen, ms.
pub fn ms(minutes: u64) -> u64 {
    minutes.saturating_mul(MINUTE_MS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn spans_are_read_in_the_largest_unit_that_fits() {
        let w = Words::of(Language::En);
        for (minutes, read) in [(10, "10 minutes"), (60, "1 hour"), (90, "90 minutes"), (1440, "1 day")] {
            assert_eq!(span(ms(minutes), w), read);
        }
        let offered: Vec<String> = spans(ms(120), ms(45), w).into_iter().map(|choice| choice.value).collect();
        assert_eq!(offered, ["10", "30", "45", "60", "120"]);
    }
}
