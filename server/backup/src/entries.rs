//! The log of a backup over HTTP.

pub mod append;
mod commit;
mod framed;
pub mod headers;
mod plan;
pub mod pull;
pub mod restore;
pub mod states;

pub use commit::{append_entries, refused};
pub use plan::{Beside, Notable};
