//! What the organisation portal needs kept.
//!
//! A change of a person, a role or a method is conditional on the person's revision and raises it: what was decided on one revision never
//! happens on another. Its line in the audit log and its mails ([`Notes`]) are written in the same operation. Of anything secret
//! only a hash or a sealed form comes here.

mod audit;
mod evidence;
mod guesses;
mod method;
mod one_time;
mod person;
mod session;
mod sign_in;

pub use audit::{AuditLog, AuditQuery, AuditRow, NewAudit, Notes};
pub use evidence::Evidence;
pub use guesses::{CountGuess, Failures, GuessKey, Guesses};
pub use method::{
    AddMethod, ChangeMethod, MethodChange, MethodId, MethodKind, MethodRow, MethodState, Methods, NewMethod,
    RemoveMethods,
};
pub use one_time::{NewOneTime, OneTimeRow, OneTimes, Purpose, TakeOneTime, Taken};
pub use person::{
    AddressRow, Change, ChangePerson, CreatePerson, CreatePersonOutcome, People, PersonId, PersonRow,
    PersonState, Role,
};
pub use session::{NewPortalSession, PortalSessionRow, PortalSessions};
pub use sign_in::{BeginSignIn, FinishSignIn, FinishSignInOutcome, SignInRow, SignIns};

/// SHA-256 of a token or of any other thing that is shown once.
pub type ThingHash = [u8; 32];

/// Everything the portal needs kept; what it holds as `Arc<dyn PortalStorage>`.
pub trait PortalStorage:
    People + Methods + SignIns + PortalSessions + OneTimes + Guesses + AuditLog + crate::Budgets + crate::Outbox + Send + Sync
{
}

impl<T> PortalStorage for T where
    T: People
        + Methods
        + SignIns
        + PortalSessions
        + OneTimes
        + Guesses
        + AuditLog
        + crate::Budgets
        + crate::Outbox
        + Send
        + Sync
{
}
