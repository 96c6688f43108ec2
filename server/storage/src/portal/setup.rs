//! The first person of a portal.

use super::{CreatePerson, CreatePersonOutcome, Evidence, NewMethod, NewPortalSession, ThingHash};
use crate::Pending;

/// How many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PeopleCount {
    /// People.
    pub people: usize,
    /// Administrators who may sign in.
    pub administrators: usize,
}

/// Create the first administrator.
#[derive(Clone)]
pub struct CreateFirst {
    /// The link's hash.
    pub link: ThingHash,
    /// The person.
    pub person: CreatePerson,
    /// What the person has from the start, in use: a password, and what stands for the link as a second factor.
    pub methods: Vec<NewMethod>,
    /// The session that the wizard goes on in.
    pub session: NewPortalSession,
    /// What it rests on: by these methods.
    pub evidence: Vec<Evidence>,
}

/// The first run.
pub trait Setup {
    /// How many people there are.
    fn count_people(&self) -> Pending<'_, PeopleCount>;

    /// Keeps the link that makes the first administrator, in the place of the one before. `false`: somebody is there.
    fn put_setup_link(&self, link: ThingHash, expires: u64) -> Pending<'_, bool>;

    /// Whether this is the link, and it is still good; nothing is used.
    fn is_setup_link(&self, link: ThingHash, now: u64) -> Pending<'_, bool>;

    /// Creates the first person and uses the link, while nobody is there: of many at once one does. [`CreatePersonOutcome::Taken`] also when the link
    /// is no good.
    fn create_first(&self, request: CreateFirst) -> Pending<'_, CreatePersonOutcome>;
}
