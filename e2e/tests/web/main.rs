//! The web app as a person meets it: a real browser, the real service, cameras that see drawn QR codes, two browsers or a browser and
//! the command line as two devices. How to write one: `docs/TESTING.md`.
#![expect(clippy::unwrap_used, reason = "tests")]

mod harness;
mod needs_browser_harness;
