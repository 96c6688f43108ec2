//! WHEN: a number, a time, or how long ago.

use ::time::format_description::well_known::Rfc3339;
use ::time::macros::format_description;
use ::time::{Date, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

use crate::error::{Failure, Result};

/// Which state is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// As of this entry.
    Number(u64),
    /// The newest at or before this moment, ms since the Unix epoch.
    At(u64),
}

/// Reads it. `now` is ms since the Unix epoch.
pub(super) fn read(text: &str, now: u64) -> Result<When> {
    let text = text.trim();
    let text = text.strip_suffix(" ago").unwrap_or(text);
    if let Ok(number) = text.parse() {
        return Ok(When::Number(number));
    }
    let at = ago(text, now).or_else(|| moment(text));
    at.map(When::At).ok_or_else(|| {
        Failure::usage(format!("\u{201c}{}\u{201d} is no number, no time and no span", crate::output::clean(text)))
            .next("give the number of a state, a time like 2026-11-03T14:02 or 2026-11-03, or a span like 30m, 2h, 3d")
    })
}

fn ago(text: &str, now: u64) -> Option<u64> {
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit())?);
    let seconds = match unit.trim() {
        "s" | "sec" | "second" | "seconds" => 1,
        "m" | "min" | "minute" | "minutes" => 60,
        "h" | "hour" | "hours" => 3600,
        "d" | "day" | "days" => 86_400,
        "w" | "week" | "weeks" => 604_800,
        _ => return None,
    };
    let span = number.parse::<u64>().ok()?.checked_mul(seconds)?.checked_mul(1000)?;
    Some(now.saturating_sub(span))
}

/// With an offset as it says, without one in local time; a day alone means its end.
fn moment(text: &str) -> Option<u64> {
    if let Ok(moment) = OffsetDateTime::parse(text, &Rfc3339) {
        return millis(moment);
    }
    let text = text.replacen(' ', "T", 1);
    let seconds = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]");
    let minutes = format_description!("[year]-[month]-[day]T[hour]:[minute]");
    let day = format_description!("[year]-[month]-[day]");
    let end_of_day = || {
        let end = Time::from_hms(23, 59, 59).ok()?;
        Date::parse(&text, day).ok().map(|date| PrimitiveDateTime::new(date, end))
    };
    let local = PrimitiveDateTime::parse(&text, seconds)
        .or_else(|_| PrimitiveDateTime::parse(&text, minutes))
        .ok()
        .or_else(end_of_day)?;
    let offset = UtcOffset::local_offset_at(local.assume_utc()).unwrap_or(UtcOffset::UTC);
    millis(local.assume_offset(offset))
}

fn millis(moment: OffsetDateTime) -> Option<u64> {
    u64::try_from(moment.unix_timestamp_nanos() / 1_000_000).ok()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn numbers_times_and_spans_are_told_apart() {
        let now = 10_000_000_000;
        assert_eq!(read("42", now).unwrap(), When::Number(42));
        assert_eq!(read("1h", now).unwrap(), When::At(now - 3_600_000));
        assert_eq!(read("2 days ago", now).unwrap(), When::At(now - 172_800_000));
        assert_eq!(read("2023-11-14T22:13:20Z", now).unwrap(), When::At(1_700_000_000_000));
        assert_eq!(read("2023-11-14T23:13:20+01:00", now).unwrap(), When::At(1_700_000_000_000));
        assert!(matches!(read("2023-11-14 22:13", now).unwrap(), When::At(_)));
        let (day, noon) = (read("2023-11-14", now).unwrap(), read("2023-11-14T12:00", now).unwrap());
        assert!(matches!((day, noon), (When::At(day), When::At(noon)) if day > noon));
        assert_eq!(read("yesterday", now).unwrap_err().code, "usage");
        assert_eq!(read("99999999999999999999d", now).unwrap_err().code, "usage");
    }
}
