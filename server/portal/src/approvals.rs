//! Requests for an approval by the app: opened here, answered in [`crate::api`].

mod ask;
mod number;
mod request;
mod state;

pub use ask::{NotAsked, ask, forget_asking};
pub use number::{draw, grouped};
pub use request::{request, texts};
pub use state::code;

/// How long a request waits, ms: time to take out a phone, unlock it and type six digits.
pub const REQUEST_MS: u64 = 3 * 60 * 1000;
/// How long "It wasn't me" keeps further requests away, ms. Whoever it was knows the password; other ways to sign in stay open to the owner, who
/// is told by mail.
pub const PAUSE_MS: u64 = 15 * 60 * 1000;
