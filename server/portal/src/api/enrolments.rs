//! New keys.

pub mod create;
