//! Rules about what one person does to another.

mod four_eyes;
mod ruling;

pub use four_eyes::{ApprovalRefusal, PROPOSAL_MS, Proposal, may_approve};
pub use ruling::{Deed, DeedRefusal, Ruling, Someone, rule};
