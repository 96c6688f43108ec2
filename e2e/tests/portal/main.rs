//! The organisation portal as a person meets it: a real browser, the real server. How to write one: `docs/TESTING.md`.
#![expect(clippy::unwrap_used, reason = "tests")]

mod harness;
mod needs_browser_passkeys;
mod office;
