//! The client's engine, without IO: it makes requests as data, reads answers, and decides what may change.
//!
//! A driver owns four things and decides nothing: the store, the network, the clock, the randomness. Each flow is a chain
//! of typed steps (`start → Request`, `step.answer(Response) → next step`); the everyday sync is the state machine [`Sync`].
//! **A driver persists the [`Replica`] after every step and before it sends what the step returned**: that is what makes
//! "acknowledged" mean durable on both sides.
//!
//! | module | what |
//! |---|---|
//! | [`replica`] | everything a device knows: vault, membership, outbox |
//! | [`restore`] | from what a service hands out to a verified state |
//! | [`follow`] | the next entries, on a device that is up to date |
//! | [`draft`] | entries made here |
//! | [`engine`] | sign in, pull, push, and what happens in between |
//! | [`flow`] | create, recover, remove, replace, propose, look back; enrol at a portal, answer its requests |
//! | [`portal`] | requests that say which portal they go to, and messages that wait for a signature |
//!
//! Adding a flow: a file under `flow/` with its steps as types, each holding exactly what the next needs; a test that walks
//! it with hand-made answers; the words in the driver.

mod checks;
pub mod draft;
pub mod engine;
mod error;
pub mod flow;
pub mod follow;
mod keyring;
pub mod portal;
pub mod replica;
pub mod request;
pub mod restore;

pub use checks::{Checks, hazmat};
pub use engine::{Input, Output, Report, Sync, may_say};
pub use error::{Finding, SyncError};
pub use keyring::{Keyring, Opener};
pub use portal::{PortalError, PortalRequest, Unsigned};
pub use replica::{Membership, Outbox, Replica, Tail};
pub use request::{Method, Request, Response};
pub use restore::{Restored, Sign};

/// What every step that acts needs from outside: the time and randomness.
pub struct Env<'a, R> {
    /// Ms since the Unix epoch.
    pub now: u64,
    /// Randomness.
    pub rng: &'a mut R,
}
