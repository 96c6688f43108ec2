//! "I can't use any of these."

use super::{Notes, PersonId};
use crate::Pending;

/// A recovery request's id, random.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecoveryId(pub [u8; 16]);

/// A request to make.
#[derive(Debug, Clone)]
pub struct NewRecovery {
    /// The id.
    pub id: RecoveryId,
    /// Whose account. Nobody else's names make a request.
    pub person: PersonId,
    /// When, ms.
    pub made: u64,
    /// From where: address and browser.
    pub origin: String,
    /// What the person typed.
    pub note: String,
    /// What is written with it.
    pub notes: Notes,
}

/// How a request was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryClosed {
    /// When, ms.
    pub at: u64,
    /// By whom; `None`: the host.
    pub by: Option<PersonId>,
    /// What was checked before, in their words.
    pub checked: String,
}

/// A request as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryRow {
    /// The id.
    pub id: RecoveryId,
    /// Whose account.
    pub person: PersonId,
    /// When it was made, ms.
    pub made: u64,
    /// From where.
    pub origin: String,
    /// What the person typed.
    pub note: String,
    /// How it was closed; `None` while it is open.
    pub closed: Option<RecoveryClosed>,
}

/// Recovery requests.
pub trait Recoveries {
    /// Makes a request. `false`: one is open for this person, or there is no such person.
    fn ask_recovery(&self, request: NewRecovery) -> Pending<'_, bool>;

    /// The open requests, the oldest first.
    fn open_recoveries(&self, limit: usize) -> Pending<'_, Vec<RecoveryRow>>;

    /// A request, open or closed.
    fn recovery(&self, id: RecoveryId) -> Pending<'_, Option<RecoveryRow>>;

    /// Closes a request. `false`: it is not open.
    fn close_recovery(&self, id: RecoveryId, closed: RecoveryClosed, notes: Notes) -> Pending<'_, bool>;
}
