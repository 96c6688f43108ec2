//! Verifying what was typed: the only places where evidence is made.

mod code;
mod one_time;
mod passkey;
mod password;
pub mod seed;

use regain_storage::portal::Evidence;

pub use code::{code, code_of_suspended, first_code_of};
pub use one_time::{pass, recovery_code};
pub use passkey::{new_passkey, passkey};
pub use password::{password, stretch};

use crate::guess::NotNow;

/// What came of a guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verified {
    /// It was right.
    Right(Evidence),
    /// It was wrong.
    Wrong,
    /// It was not looked at.
    NotNow(NotNow),
}
