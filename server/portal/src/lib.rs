//! The organisation portal: who has proven what, and what that permits.
//!
//! What is here decides and does nothing else: pure functions of the evidence, of the person as stored, and of the time,
//! which is an argument in milliseconds since the Unix epoch. No page, flag or step number is ever a reason (ADR 0013).
//!
//! # The map
//! - [`Standing`]: a person and their methods as they are now;
//! - [`sign_in`]: an attempt, what each step needs, when it ends in a session; names for what was proven; throttling;
//! - [`session`]: which action a session permits, and when it must prove more;
//! - [`methods`]: adding, replacing, removing, losing a method;
//! - [`people`]: who may do what to whom, and when a second pair of eyes is needed;
//! - [`password`]: which passwords are accepted, and how they are kept.
//!
//! # How to add an action
//! A variant in [`session::Action`] (or [`people::Deed`], when it is done to another person), its row in the table of tests, and
//! the handler takes a [`session::Permit`], which nothing else can make.
//!

pub mod methods;
pub mod password;
pub mod people;
pub mod session;
pub mod sign_in;
mod standing;

pub use standing::Standing;

#[cfg(test)]
mod tests;
