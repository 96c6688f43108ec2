//! What client and service say to each other: wire types, paths, problem codes, limits. No behaviour.
//! What app and portal say to each other is in [`portal`]; its contract in words is `docs/FORMAT-approvals.md`.
//!
//! The contract in words is `docs/API.md`; the bytes of entries are `regain-log`'s. Adding a message: a type in the module of
//! its noun, its path in [`path`], a row in API.md; the OpenAPI document follows from the service's handler.

mod account;
mod alert;
mod backup;
mod bytes;
pub mod limit;
mod name;
pub mod path;
pub mod portal;
mod problem;
mod service;
mod sign_in;
mod slot;

pub use account::{CreateAccount, CreatedAccount, RegistrationRequest, RegistrationResponse, SlotBlob};
pub use alert::{Alert, AlertAddress, Alerts};
pub use backup::{Appended, BackupStatus, DeviceSeen, OpenProposal, RestorableState, RestorableStates};
pub use bytes::{Bytes, text};
pub use name::{AccountName, AccountNameError};
pub use problem::{Problem, ProblemCode};
pub use service::{Limits, Registration, ServiceInfo};
pub use sign_in::{
    Challenge, DeviceSignIn, FinishPassphrase, FinishSignature, PassphraseChallenge, Session, SessionSlot,
    SignInByKit, SignInByPassphrase, SlotKind,
};
pub use slot::{ReplaceSlot, SlotRegistration, UpdateBlob};

/// Media type of framed entries.
pub const ENTRIES_TYPE: &str = "application/vnd.regain.entries";
/// Media type of problems, RFC 9457.
pub const PROBLEM_TYPE: &str = "application/problem+json";
/// Request header of an append: `NUMBER.HASH`, what the client believes to be the head.
pub const EXPECTED_HEAD: &str = "regain-expected-head";
/// Response header: `NUMBER.HASH` of the head.
pub const HEAD: &str = "regain-head";
/// Version of this protocol, the `v1` of the paths.
pub const PROTOCOL: u32 = 1;
