//! Deeds that wait for a second administrator.

use super::{AddMethod, Change, ChangePerson, Notes, PersonId, RemoveMethods};
use crate::Pending;

/// A proposed deed's id, random.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeedId(pub [u8; 16]);

/// A deed that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeedRow {
    /// The id.
    pub id: DeedId,
    /// Who wants it.
    pub by: PersonId,
    /// To whom.
    pub target: PersonId,
    /// What, in the portal's words.
    pub deed: String,
    /// Since when it waits, ms.
    pub made: u64,
    /// From when on nobody can carry it out any more, ms.
    pub expires: u64,
}

/// What is done when a second person approves. Its notes are the approval's.
#[derive(Clone)]
pub enum Carried {
    /// Role or state.
    Person(ChangePerson),
    /// A pass.
    Method(Box<AddMethod>),
    /// Registering anew.
    Removal(RemoveMethods),
}

impl Carried {
    /// To whom it is done.
    pub fn target(&self) -> PersonId {
        match self {
            Self::Person(request) => request.person,
            Self::Method(request) => request.person,
            Self::Removal(request) => request.person,
        }
    }
}

/// Deeds that wait for a second administrator.
pub trait FourEyes {
    /// Proposes a deed. `false`: the same one waits for this person already.
    fn propose_deed(&self, deed: DeedRow, notes: Notes) -> Pending<'_, bool>;

    /// The deeds that wait, the oldest first.
    fn proposed_deeds(&self, now: u64) -> Pending<'_, Vec<DeedRow>>;

    /// A deed that waits.
    fn proposed_deed(&self, id: DeedId, now: u64) -> Pending<'_, Option<DeedRow>>;

    /// Does what was proposed and takes the proposal away, in one operation: of many at once one does. [`Change::Moved`] also when the
    /// proposal does not wait any more, or is about somebody else.
    fn carry_out(&self, id: DeedId, deed: Carried, now: u64) -> Pending<'_, Change>;

    /// Takes a proposal away: it was withdrawn, or refused. `false`: it does not wait.
    fn drop_deed(&self, id: DeedId, notes: Notes) -> Pending<'_, bool>;
}
