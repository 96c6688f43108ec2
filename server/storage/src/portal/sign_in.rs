//! Attempts to sign in.

use super::{Evidence, NewPortalSession, Notes, PersonId, ThingHash};
use crate::Pending;

/// Begin an attempt.
#[derive(Debug, Clone)]
pub struct BeginSignIn {
    /// SHA-256 of its id.
    pub id: ThingHash,
    /// Who it is about; `None` for a name nobody has.
    pub person: Option<PersonId>,
    /// When it begins, ms.
    pub started: u64,
    /// From when on it is over, ms.
    pub expires: u64,
}

/// An attempt as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInRow {
    /// Who it is about.
    pub person: Option<PersonId>,
    /// When it began, ms.
    pub started: u64,
    /// What was proven in it, by kind.
    pub evidence: Vec<Evidence>,
}

/// End an attempt in a session.
#[derive(Clone)]
pub struct FinishSignIn {
    /// SHA-256 of the attempt's id.
    pub attempt: ThingHash,
    /// The person's revision that was judged.
    pub revision: u64,
    /// What it rests on; each must be in the attempt as it stands.
    pub evidence: Vec<Evidence>,
    /// The session.
    pub session: NewPortalSession,
    /// When, ms.
    pub now: u64,
    /// What is written with it.
    pub notes: Notes,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FinishSignInOutcome {
    /// The session is open and the attempt is gone.
    Opened,
    /// There is no such attempt any more, or its evidence is not what was said.
    Gone,
    /// The person is not as it was when it was judged: it is judged anew.
    Moved,
}

/// Attempts to sign in.
pub trait SignIns {
    /// Begins an attempt. `false`: the id is known.
    fn begin_sign_in(&self, request: BeginSignIn) -> Pending<'_, bool>;

    /// An attempt that is not over.
    fn sign_in(&self, id: ThingHash, now: u64) -> Pending<'_, Option<SignInRow>>;

    /// Adds what was proven, in the place of older evidence of the kind. `false`: the attempt is over, or the method is not of the person it is
    /// about, or not in use.
    fn add_evidence(&self, id: ThingHash, evidence: Evidence) -> Pending<'_, bool>;

    /// Ends an attempt in a session: of many at once one does. The methods of the evidence are seen.
    fn finish_sign_in(&self, request: FinishSignIn) -> Pending<'_, FinishSignInOutcome>;
}
