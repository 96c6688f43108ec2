//! Stories over HTTP, in the process: the real router on a real database, a clock that is moved by hand, seeded
//! randomness. The files mirror the URL tree.
#![expect(clippy::unwrap_used, reason = "tests")]

mod accounts;
mod alerts;
mod budgets;
mod entries;
mod events;
mod openapi;
mod person;
mod removal;
mod sign_in;
mod slots;
mod status;
mod strangers;
mod support;
