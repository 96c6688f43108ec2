//! What people do with their accounts, on one device and on two.
#![expect(clippy::unwrap_used, reason = "tests")]

mod accounts;
mod common;
mod history;
mod races;
mod vectors;
