//! Recovery accounts.

pub mod create;
pub mod registration;
