//! Earlier states: what differs, what a merge would do, and the way back.

mod diff;
mod preview;
mod restore_to;

pub use diff::{Difference, FieldChange, What, diff};
pub use preview::{Preview, preview};
pub use restore_to::restore_to;
