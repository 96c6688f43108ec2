//! Sign-in attempts between their two messages: each is taken once.

use crate::Pending;

/// An attempt to keep until its second message.
#[derive(Clone)]
pub struct PutAttempt {
    /// SHA-256 of its id.
    pub id: [u8; 32],
    /// What the second step needs; opaque here.
    pub state: Vec<u8>,
    /// Until when it may be taken, ms.
    pub expires: u64,
}

/// Sign-in attempts.
pub trait Attempts {
    /// Keeps an attempt. An id that is there already is left as it is, and the answer is `false`.
    fn put_attempt(&self, request: PutAttempt) -> Pending<'_, bool>;

    /// Hands the attempt's state out and forgets it, in one statement: of many callers one gets it. Nothing when it was
    /// taken, never was, or has expired (`expires <= now`).
    fn take_attempt(&self, id: [u8; 32], now: u64) -> Pending<'_, Option<Vec<u8>>>;
}
