//! The server as a whole: configuration, start, TLS, mails in a folder, stopping.
#![expect(clippy::unwrap_used, reason = "tests")]

mod app;
mod config;
mod guide;
mod http;
mod life;
mod mail;
mod program;
mod tls;
