//! The harness of the system tests: a real service, devices that run the real client, and what stands between them.
//!
//! | module | what |
//! |---|---|
//! | [`service`] | the real service in this process, with a clock that tests move; it can be restarted and forked |
//! | [`http`] | requests of `regain_sync` over real HTTP |
//! | [`mutator`] | what a malicious service does to requests and answers |
//! | [`device`] | a client device: every step is persisted and read back before anything is sent |
//! | [`child`] | the real programs as processes, to be killed |
//! | [`home`] | homes with the real command line in them |
//! | [`quick`] | accounts without a passphrase, for tests of many clients |
//! | [`attacker`] | entries, members, seals and bodies that no honest program makes |
//! | [`canary`] | whether a secret lies somewhere it must not, in any spelling |
//!
//! How to add an attack: `docs/TESTING.md`.
#![expect(clippy::unwrap_used, reason = "the harness is a test: it stops at the first surprise")]

pub mod attacker;
pub mod canary;
pub mod child;
pub mod device;
pub mod home;
pub mod http;
pub mod mutator;
pub mod quick;
pub mod service;

/// Where the clock of tests begins, ms since the Unix epoch: a Friday in January 2027.
pub const START: u64 = 1_800_000_000_000;
/// One hour, ms.
pub const HOUR: u64 = 60 * 60 * 1000;
/// One day, ms.
pub const DAY: u64 = 24 * HOUR;
