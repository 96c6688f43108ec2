//! The engine against a service in memory, in one test binary.
#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

mod attacks;
mod converge;
mod crashes;
mod everyday;
mod members;
mod portals;
mod vandal;
mod ways_back;
