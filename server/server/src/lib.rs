//! The server as a library: what the binary `regain-server` does, and what tests and benchmarks start in their own process.
//!
//! [`start`] takes a [`Config`] and a [`Clock`](regain_http::Clock) and gives a [`Running`] server. The binary passes the
//! system's clock; nothing outside this function can lie about time. Adding a key to the configuration: its field in
//! `config/file.rs`, its rule in `config/check.rs`, a line in the snapshot of `config dump`.

mod admin;
mod app;
mod carrier;
pub mod command;
pub mod config;
mod connection;
mod files;
mod limits;
mod running;
mod secrets;
mod telemetry;
mod tls;

pub use app::Site;
pub use config::{Config, ConfigError};
pub use limits::{disable_core_dumps, raise_open_files};
pub use running::{Running, StartError, start, start_serving, start_with};
pub use secrets::SecretsFileError;
pub use telemetry::{LogFormat, init_logging};
