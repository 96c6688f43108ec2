//! Rules about people: their names, and what one person does to another.

mod four_eyes;
mod name;
mod risk;
mod ruling;
mod second;

pub use four_eyes::{ApprovalRefusal, PROPOSAL_MS, Proposal, may_approve};
pub use name::{NAME_MAX, NameError, PersonName};
pub use risk::{Risk, UNSEEN_MS, risks};
pub use ruling::{Deed, DeedRefusal, Ruling, Someone, rule};
pub use second::seconds;
