//! Passwords: which are accepted, and how they are kept.
//!
//! No rules about kinds of characters and no expiry (NIST SP 800-63B-4 §3.1.1.2): length, a list of what is tried first, and an estimate of how many
//! guesses it takes. `zxcvbn` reads a clock to time itself; its answer does not depend on it.

mod accept;
mod keep;
mod typed;

pub use accept::{MIN_CHARACTERS, WeakPassword, accept};
pub use keep::{DamagedHash, SALT_LEN, Verdict, keep, verify};
pub use typed::{MAX_CHARACTERS, Password, TypedError};
