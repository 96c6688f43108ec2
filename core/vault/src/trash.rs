//! The trash: deleted records that can come back, and their end.

mod empty;
mod list;
mod rescue;

pub use empty::{Which, empty};
pub use list::{KEEP_MS, Trashed, list};
pub use rescue::rescue;
