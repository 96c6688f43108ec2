//! What a person is shown, with the real programs: `regain` and `regain-server` as processes; where days must pass, the service in this
//! process with a clock that tests move.
#![expect(clippy::unwrap_used, reason = "tests")]

mod everyday;
mod history;
mod home;
mod merge;
mod needs_age;
mod nothing_to_read;
mod proposals;
mod stolen;
