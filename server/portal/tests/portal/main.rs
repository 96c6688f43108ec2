//! The portal as browsers and apps meet it: over HTTP, with a clock that is moved and mails that are read.

#![expect(clippy::unwrap_used, reason = "tests")]

mod admin;
mod api;
mod approvals;
mod enrolment;
mod flaws;
mod helping;
mod passkey;
mod property;
mod security_info;
mod sign_in;
mod support;
