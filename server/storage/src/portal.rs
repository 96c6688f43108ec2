//! What the organisation portal needs kept.

mod evidence;
mod method;
mod person;

pub use evidence::Evidence;
pub use method::{MethodId, MethodKind, MethodRow, MethodState};
pub use person::{PersonId, PersonRow, PersonState, Role};
