//! What each attack meets: one module for each row of the table in `docs/TESTING.md`.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;
mod row_03_rollback;
