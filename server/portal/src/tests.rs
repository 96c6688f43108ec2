//! Tables over a person with a chosen set of methods, and the property that holds all of it together.

#![expect(clippy::unwrap_used, reason = "tests")]

mod methods;
mod person;
mod property;
mod session;
mod sign_in;
