//! The service itself.

pub mod show;
