//! What the services share on axum: problems, tokens, limits, client addresses, headers, the request log.
//!
//! Time and randomness are arguments of use cases: they get a [`Clock`] and a [`Random`] and never ask the system. Adding
//! something here needs two services that use it; what only one needs lives with that one.

pub mod bearer;
pub mod body;
pub mod client;
mod clock;
pub mod cors;
pub mod headers;
pub mod keyed;
pub mod log;
pub mod metrics;
mod problem;
mod random;
pub mod sealed;
pub mod shape;
pub mod token;
pub mod wakes;

pub use clock::{Clock, Steering};
pub use problem::{Rejection, respond};
pub use random::Random;
