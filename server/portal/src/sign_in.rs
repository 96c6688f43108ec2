//! Signing in: an attempt that only evidence moves.

mod attempt;
mod evidence;
mod judge;
mod strength;
mod throttle;

pub use attempt::{ATTEMPT_MS, Attempt};
pub use evidence::{StepRefusal, may_try, record};
pub use judge::{Grant, Judgement, Scope, judge};
pub use strength::{Acr, acr, amr};
pub use throttle::{Browser, FREE_FAILURES, LONGEST_DELAY_MS, MOST_FAILURES, Throttled, delay_ms, throttle};
