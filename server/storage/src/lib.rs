//! What the services need kept, as traits of whole atomic operations.
//!
//! An operation ("append these entries if the head is still H, and do the book-keeping that follows from them") happens
//! entirely or not at all, and when its answer arrives it is durable. There is no `begin` and no `commit`: a backend is
//! free to commit many callers at once or to use one statement. Nothing here knows SQL, opens a body, or reads a clock:
//! `now` and every other time is an argument in milliseconds since the Unix epoch.
//!
//! Expected conflicts (a name that is taken, a head that moved) are outcomes. [`StorageError`] is for what should not happen.
//!
//! Adding an operation: its request and outcome in `<noun>/<verb>.rs` with what a caller may rely on, a method in the
//! noun's trait, a test of that promise in `regain-storage-testkit`, then each backend.

use std::pin::Pin;

pub mod accounts;
pub mod alerts;
pub mod attempts;
pub mod budgets;
pub mod entries;
mod error;
pub mod jobs;
pub mod maintenance;
pub mod outbox;
pub mod portal;
pub mod sessions;
pub mod slots;

pub use accounts::{AccountRow, Accounts, CreateAccount, CreateAccountOutcome};
pub use alerts::{AddAlert, AddAlertOutcome, AlertOfToken, AlertRow, Alerts, MAX_ALERTS, TokenPurpose};
pub use attempts::{Attempts, PutAttempt};
pub use budgets::{Budgets, Spend, Spent};
pub use entries::{
    Append, AppendOutcome, BackupRow, Effect, Entries, EntriesPage, NewEntry, Position, ProposalRow,
    RestoreSet, StateRow, StoredEntry,
};
pub use error::StorageError;
pub use jobs::{CLOSED_KEPT_MS, Job, Jobs, StartJob, Thinned};
pub use maintenance::Maintenance;
pub use outbox::{MAIL_LEASE_MS, Mail, NewMail, Outbox};
pub use sessions::{
    DeviceSeen, NewSession, OpenSession, OpenSessionOutcome, SessionRow, Sessions, TOUCH_EVERY_MS, TokenHash,
};
pub use slots::{SlotRow, Slots};

/// An operation under way. Dropping it does not undo it: a write that was handed over happens.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = Result<T, StorageError>> + Send + 'a>>;

/// Everything the backup service needs kept; what it holds as `Arc<dyn BackupStorage>`.
pub trait BackupStorage:
    Accounts
    + Entries
    + Sessions
    + Attempts
    + Budgets
    + Slots
    + Alerts
    + Outbox
    + Jobs
    + Maintenance
    + Send
    + Sync
{
}

impl<T> BackupStorage for T where
    T: Accounts
        + Entries
        + Sessions
        + Attempts
        + Budgets
        + Slots
        + Alerts
        + Outbox
        + Jobs
        + Maintenance
        + Send
        + Sync
{
}
