//! The organisation portal: who has proven what, what that permits, and the pages where people see and change it.
//!
//! Deciding is apart from doing. What decides are pure functions of the evidence, of the person as stored, and of the time, which is an
//! argument in milliseconds since the Unix epoch. No page, flag or step number is ever a reason (ADR 0013).
//!
//! # The map: what decides
//! - [`Standing`]: a person and their methods as they are now;
//! - [`sign_in`]: an attempt, what each step needs, when it ends in a session; names for what was proven; throttling;
//! - [`session`]: which action a session permits, and when it must prove more;
//! - [`methods`]: adding, replacing, removing, losing a method;
//! - [`people`]: who may do what to whom, and when a second pair of eyes is needed;
//! - [`password`]: which passwords are accepted, and how they are kept.
//!
//! # The map: what does
//! - `visit`: who asks: cookies, forms, the session (`Me`, `Enrolling`); `proving`: where evidence goes;
//! - `api`: what the app asks; `approvals`: requests for an approval; `enrolment`: how the app becomes a method; `waiting`: event streams;
//! - `verify`: the only places, beside the answer to a request, where evidence is made; `guess`: every guess is counted before it is looked at;
//! - `deeds`: doing to another person what the rules allow, alone or when a second administrator approves; `everybody`: all people, one by one;
//! - `notes`, `acts`, `mails`: what is written down and told together with a change;
//! - `page`: what all pages share; `pages`: the pages, `<part>/<verb>.rs`; `templates/`, `words/`, `assets/` beside `src`.
//!
//! # How to add an action
//! A variant in [`session::Action`] (or [`people::Deed`], when it is done to another person), its row in the table of tests, and
//! the handler takes a [`session::Permit`], which nothing else can make.
//!

mod acts;
mod api;
mod approvals;
mod deeds;
mod enrolment;
mod everybody;
mod fault;
mod guess;
mod host;
mod mails;
pub mod methods;
mod notes;
mod page;
mod pages;
mod passkey;
pub mod password;
pub mod people;
mod proving;
mod router;
mod secrets;
pub mod session;
pub mod sign_in;
mod spoken;
mod standing;
mod state;
mod verify;
mod visit;
mod waiting;
mod words;

pub use host::{HostError, Issued, PersonLine, check_audit, first_run_link, list_people, recover};
pub use router::router;
pub use secrets::{Secrets, SecretsError};
pub use standing::Standing;
pub use state::{GUESSES_PER_ADDRESS, Parts, Portal, Settings, Shared};

#[cfg(test)]
mod tests;
