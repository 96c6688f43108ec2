//! The backup service: use cases and their HTTP API, `docs/API.md`.
//!
//! The service is untrusted: it orders, stores and hands out signed entries whose bodies it can't open, and it limits
//! guessing. Each endpoint is one file, `<noun>/<verb>.rs`. Adding one: its path in `regain_protocol::path`, its types beside
//! it, the file here with `#[utoipa::path]`, its line in [`router`] and in `openapi.rs`, a story under `tests/` at
//! the same place, a row in API.md.

mod accounts;
mod alerts;
mod auth;
mod budgets;
mod chains;
mod entries;
mod events;
mod fault;
mod jobs;
mod notices;
mod opaque;
mod openapi;
mod origin;
mod recent;
mod router;
mod secrets;
mod service;
mod session;
mod sign_in;
mod slots;
mod state;
mod status;

pub use budgets::BudgetSettings;
pub use fault::Fault;
pub use jobs::{Carrier, CarryError, Carrying, run_jobs, run_mailer};
pub use openapi::document as openapi;
pub use router::router;
pub use secrets::{SECRETS_LEN, Secrets, SecretsError};
pub use state::{Parts, Service, Settings};
