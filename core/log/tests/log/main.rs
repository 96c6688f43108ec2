//! The log from outside: codecs, chain, rights, hazmat, frozen vectors.
#![expect(clippy::unwrap_used, reason = "tests")]

mod chain;
mod codec;
mod common;
mod hazmat;
mod history;
mod rights;
mod vectors;
