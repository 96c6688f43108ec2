//! Budgets of guesses, counted before the answer and kept over restarts.

use crate::Pending;

/// One guess (or registration, or mail) to be counted.
#[derive(Debug, Clone)]
pub struct Spend {
    /// What it counts against, e.g. purpose and account. At most 256 bytes; hash what is personal.
    pub key: Vec<u8>,
    /// Now, ms.
    pub now: u64,
    /// Length of the window, ms, which starts with the first spend after the last one ended. Not zero.
    pub window_ms: u64,
    /// How many a window holds.
    pub limit: u64,
}

/// What was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spent {
    /// Spends in this window, this one included; stops at `limit + 1`.
    pub count: u64,
    /// Set when the budget is spent (`count > limit`): the window ends in so many ms, at least 1. The caller refuses or delays.
    pub retry_after_ms: Option<u64>,
}

/// Budgets.
pub trait Budgets {
    /// Counts, then tells: of many callers at once no more than `limit` get no `retry_after_ms`. Durable when it answers.
    fn spend(&self, request: Spend) -> Pending<'_, Spent>;

    /// Forgets what was counted, after a success.
    fn clear_budget(&self, key: &[u8]) -> Pending<'_, ()>;
}
