//! Sessions of people.

use super::{Evidence, Notes, PersonId, ThingHash};
use crate::Pending;

/// A session to open.
#[derive(Debug, Clone)]
pub struct NewPortalSession {
    /// SHA-256 of its token.
    pub token: ThingHash,
    /// From when on it is over, ms.
    pub expires: u64,
    /// Address and browser, as shown in the list of sessions.
    pub origin: String,
}

/// A session as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortalSessionRow {
    /// SHA-256 of its token.
    pub token: ThingHash,
    /// Whose.
    pub person: PersonId,
    /// When it was opened, ms.
    pub opened: u64,
    /// From when on it is over, ms.
    pub expires: u64,
    /// Address and browser.
    pub origin: String,
    /// What it rests on, by kind.
    pub evidence: Vec<Evidence>,
}

/// Sessions of people.
pub trait PortalSessions {
    /// A session that is not over.
    fn portal_session(&self, token: ThingHash, now: u64) -> Pending<'_, Option<PortalSessionRow>>;

    /// The sessions of a person that are not over, the newest first.
    fn portal_sessions(&self, person: PersonId, now: u64) -> Pending<'_, Vec<PortalSessionRow>>;

    /// Adds what was proven again, in the place of older evidence of that method. `false`: the session is over, or the method is not its person's, or
    /// not in use.
    fn step_up(&self, token: ThingHash, evidence: Evidence) -> Pending<'_, bool>;

    /// Ends one session of this person. `false`: there is none.
    fn end_portal_session(&self, person: PersonId, token: ThingHash, notes: Notes) -> Pending<'_, bool>;

    /// Ends the sessions of this person but one, and the attempts. How many sessions.
    fn end_portal_sessions(
        &self,
        person: PersonId,
        except: Option<ThingHash>,
        notes: Notes,
    ) -> Pending<'_, u64>;
}
