//! New recovery codes: shown once, and in use from when their owner says they are kept. Until then the old ones are.

mod keep;
mod show;
mod start;

pub use keep::act;
pub use show::show;
pub use start::{begin, start};
