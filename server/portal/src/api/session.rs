//! Sessions of a key.

pub mod open;
