//! What is done to a method that is there.

pub mod default;
pub mod lost;
pub mod lost_at_sign_in;
pub mod remove;
pub mod rename;
pub mod resume;
pub mod resume_approval;
