//! Times as people read them: UTC, since a page does not know where its reader is; the script of all pages shows them in the reader's own zone.

use time::OffsetDateTime;
use time::macros::format_description;

/// A time in a page: `<time datetime="{{ at.ms }}">{{ at.text }}</time>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// ms, for the script.
    pub ms: u64,
    /// For whoever has none.
    pub text: String,
}

impl When {
    /// This time, ms.
    pub fn at(ms: u64) -> Self {
        Self { ms, text: date(ms) }
    }
}

/// `2026-11-03 14:02 UTC`.
pub fn date(ms: u64) -> String {
    let format = format_description!("[year]-[month]-[day] [hour]:[minute] UTC");
    of(ms).and_then(|at| at.format(&format).ok()).unwrap_or_default()
}

fn of(ms: u64) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp(i64::try_from(ms / 1000).ok()?).ok()
}
