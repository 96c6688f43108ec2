//! What a session permits: one gate for pages and API.

mod action;
mod limit;
mod permit;

pub use action::Action;
pub use limit::{LIMITED_MS, limited_until};
pub use permit::{Permit, STEP_UP_MS, SessionFacts, SessionRefusal, permit};
