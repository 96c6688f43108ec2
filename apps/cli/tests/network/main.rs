//! The command line against a real service in this process: the shows of a person's day with a backup. Each story starts the real
//! binary as often as its person would.

#![expect(clippy::unwrap_used, reason = "tests")]

mod devices;
mod errors;
mod everyday;
mod harness;
mod history;
mod interrupted;
mod leaving;
mod recover;
mod ways_in;
