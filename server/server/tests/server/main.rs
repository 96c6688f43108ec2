//! The server as a whole: configuration, start, TLS, mails in a folder, stopping.
#![expect(clippy::unwrap_used, reason = "tests")]

mod config;
mod life;
mod program;
