//! Suites over the crate's public face. Vectors lie in `tests/vectors/`.

mod approval;
mod common;
mod export;
mod frozen;
mod passphrase_exchange;
mod rfc9180;
mod rfc9807;
mod sealed;
mod store;
