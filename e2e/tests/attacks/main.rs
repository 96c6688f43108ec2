//! What each attack meets: one module for each row of the table in `docs/TESTING.md`.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;
mod row_01_stretching;
mod row_02_older_format;
mod row_03_rollback;
mod row_04_old_state;
mod row_05_two_histories;
mod row_06_splices;
mod row_07_flipped_bits;
mod row_08_injected;
mod row_09_wrong_keys;
mod row_10_two_keys;
mod row_11_types;
mod row_12_nothing_to_read;
mod row_13_guessing;
mod row_14_removed;
mod row_15_gone;
mod row_16_writers;
mod row_17_altered_app;
mod row_18_together;
