//! The session that asks.

pub mod end;
mod open;

pub use open::{OpenError, open};
