//! Doing to another person what the rules allow: alone, or proposed first, and done when a second administrator approves.

mod approve;
mod carry;
mod named;
mod pass;
mod wanted;

pub use approve::{approve, decided};
pub use carry::{Outcome, carry, changed, ruling};
pub use named::{id_text, read_id};
pub use pass::{Issued, NewPass, PASS_LONGEST_MS, PASS_SHORTEST_MS};
pub use wanted::Wanted;
