//! What the organisation portal needs kept.
//!
//! A change of a person, a role or a method is conditional on the person's revision and raises it: what was decided on one revision never
//! happens on another. Its line in the audit log and its mails ([`Notes`]) are written in the same operation. Of anything secret
//! only a hash or a sealed form comes here.

mod app_key;
mod approval;
mod audit;
mod evidence;
mod four_eyes;
mod guesses;
mod message;
mod method;
mod one_time;
mod person;
mod policy;
mod recovery;
mod session;
mod setup;
mod sign_in;

pub use app_key::{
    AppKeys, AppSessionOutcome, Enrol, EnrolOutcome, EnrolmentRow, OfferEnrolment, OpenAppSession,
};
pub use approval::{
    AnswerRequest, Answered, ApprovalRequests, Asked, Decision, OpenRequest, OpenRequestOutcome,
    REQUEST_KEPT_MS, RequestId, RequestRow, RequestState, RequestTexts,
};
pub use audit::{AuditLog, AuditQuery, AuditRow, NewAudit, Notes};
pub use evidence::Evidence;
pub use four_eyes::{Carried, DeedId, DeedRow, FourEyes};
pub use guesses::{CountGuess, Failures, GuessKey, Guesses};
pub use message::MessageId;
pub use method::{
    AddMethod, ChangeMethod, MethodChange, MethodId, MethodKind, MethodRow, MethodState, Methods, NewMethod,
    RemoveMethods,
};
pub use one_time::{NewOneTime, OneTimeRow, OneTimes, Purpose, TakeOneTime, Taken};
pub use person::{
    AddressRow, Change, ChangePerson, CreatePerson, CreatePersonOutcome, People, PeopleQuery, PersonId,
    PersonRow, PersonState, Role,
};
pub use policy::{ChangePolicy, Policies, Policy};
pub use recovery::{NewRecovery, Recoveries, RecoveryClosed, RecoveryId, RecoveryRow};
pub use session::{NewPortalSession, PortalSessionRow, PortalSessions};
pub use setup::{CreateFirst, PeopleCount, Setup};
pub use sign_in::{BeginSignIn, FinishSignIn, FinishSignInOutcome, SignInRow, SignIns};

/// SHA-256 of a token or of any other thing that is shown once.
pub type ThingHash = [u8; 32];

/// Everything the portal needs kept; what it holds as `Arc<dyn PortalStorage>`.
pub trait PortalStorage:
    People
    + Methods
    + SignIns
    + PortalSessions
    + OneTimes
    + Guesses
    + AppKeys
    + ApprovalRequests
    + Policies
    + FourEyes
    + Recoveries
    + Setup
    + AuditLog
    + crate::Outbox
    + crate::Budgets
    + crate::Jobs
    + crate::Maintenance
    + Send
    + Sync
{
}

impl<T> PortalStorage for T where
    T: People
        + Methods
        + SignIns
        + PortalSessions
        + OneTimes
        + Guesses
        + AppKeys
        + ApprovalRequests
        + Policies
        + FourEyes
        + Recoveries
        + Setup
        + AuditLog
        + crate::Outbox
        + crate::Budgets
        + crate::Jobs
        + crate::Maintenance
        + Send
        + Sync
{
}
