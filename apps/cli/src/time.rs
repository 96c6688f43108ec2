//! Moments as people read them, and as scripts do.

use ::time::format_description::well_known::Rfc3339;
use ::time::macros::format_description;
use ::time::{OffsetDateTime, UtcOffset};

/// Local time to the minute, `2026-11-03 14:02`; with ` UTC` where the local offset is not known.
pub fn local(ms: u64) -> String {
    let Some(utc) = moment(ms) else { return format!("{ms} ms") };
    match UtcOffset::local_offset_at(utc) {
        Ok(offset) => minute(utc.to_offset(offset)),
        Err(_) => format!("{} UTC", minute(utc)),
    }
}

/// ISO 8601 in UTC, `2026-11-03T13:02:00.000Z`: for JSON.
pub fn iso(ms: u64) -> String {
    let text = moment(ms).and_then(|moment| moment.format(&Rfc3339).ok());
    text.unwrap_or_else(|| "9999-12-31T23:59:59Z".to_owned())
}

/// How long ago, or ahead, in one unit: `just now`, `5 minutes ago`, `in 3 days`.
pub fn ago(ms: u64, now: u64) -> String {
    let (ahead, seconds) = (ms > now, ms.abs_diff(now) / 1000);
    let (count, unit) = match seconds {
        0..=44 => return if ahead { "in a moment".to_owned() } else { "just now".to_owned() },
        45..=3599 => (seconds.div_ceil(60).min(59), "minute"),
        3600..=86_399 => (seconds / 3600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    let plural = if count == 1 { "" } else { "s" };
    if ahead { format!("in {count} {unit}{plural}") } else { format!("{count} {unit}{plural} ago") }
}

fn moment(ms: u64) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(ms) * 1_000_000).ok()
}

fn minute(moment: OffsetDateTime) -> String {
    let format = format_description!("[year]-[month]-[day] [hour]:[minute]");
    moment.format(format).unwrap_or_else(|_| moment.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_get_iso_and_people_a_distance() {
        assert_eq!(iso(1_700_000_000_000), "2023-11-14T22:13:20Z");
        assert_eq!(iso(u64::MAX), "9999-12-31T23:59:59Z");
        let now = 1_700_000_000_000;
        for (ms, text) in [
            (now, "just now"),
            (now - 60_000, "1 minute ago"),
            (now - 3_599_000, "59 minutes ago"),
            (now - 7_200_000, "2 hours ago"),
            (now + 3 * 86_400_000, "in 3 days"),
        ] {
            assert_eq!(ago(ms, now), text);
        }
    }
}
