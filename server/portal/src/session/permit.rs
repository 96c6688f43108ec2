//! The gate.

use regain_storage::portal::{Evidence, MethodKind, PersonId};

use super::action::Action;
use super::limit::limited_until;
use crate::Standing;
use crate::sign_in::Scope;

/// How old a second factor may be for an action, ms: ten minutes.
pub const STEP_UP_MS: u64 = 10 * 60 * 1000;

/// A session as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionFacts {
    /// Whose.
    pub person: PersonId,
    /// From when on it is over, ms.
    pub expires: u64,
    /// What was proven in it, and in the attempt that ended in it.
    pub evidence: Vec<Evidence>,
}

impl SessionFacts {
    /// What of its evidence counts now.
    pub fn counting(&self, standing: &Standing, now: u64) -> Vec<Evidence> {
        if self.person != standing.person.id || now >= self.expires {
            return Vec::new();
        }
        self.evidence.iter().copied().filter(|evidence| standing.backs(*evidence, now)).collect()
    }

    /// What it reaches now; `None` when it is over. A method that went takes its evidence along, and a person who has nothing left
    /// but the way to enrol reaches no more than that.
    pub fn reach(&self, standing: &Standing, now: u64) -> Option<Scope> {
        let evidence = self.counting(standing, now);
        if second_factor(&evidence).is_none() {
            let enrols = !evidence.is_empty() && standing.enrols_by_password(now);
            return enrols.then_some(Scope::Enrolment);
        }
        Some(if standing.is_enrolled(now) { Scope::Full } else { Scope::Enrolment })
    }
}

/// Why a session does not permit an action.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SessionRefusal {
    /// It is over, or nothing of what it rests on stands any more.
    #[error("the session is over")]
    Over,
    /// It reaches the enrolment pages only.
    #[error("a second way to sign in comes first")]
    EnrolFirst,
    /// The second factor is too old: one of these proves it anew. Empty: only a new sign-in does.
    #[error("a second factor is asked for again")]
    StepUp(Vec<MethodKind>),
    /// A recovery code was used: not before this time, ms.
    #[error("not so soon after a recovery code was used")]
    Limited(u64),
}

/// Leave for one action of one person. Nothing but [`permit`] makes one.
#[derive(Debug, PartialEq, Eq)]
pub struct Permit {
    person: PersonId,
    action: Action,
    revision: u64,
    limited_until: Option<u64>,
}

impl Permit {
    /// Who acts.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// For which action.
    pub fn action(&self) -> Action {
        self.action
    }

    /// The person's revision it was given on; what is done is done only while that lasts.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// What a method added now is limited by.
    pub fn limited_until(&self) -> Option<u64> {
        self.limited_until
    }
}

/// Whether this session permits this action now.
pub fn permit(
    session: &SessionFacts,
    action: Action,
    standing: &Standing,
    now: u64,
) -> Result<Permit, SessionRefusal> {
    let Some(reach) = session.reach(standing, now) else { return Err(SessionRefusal::Over) };
    if reach == Scope::Enrolment && !action.enrols() {
        return Err(SessionRefusal::EnrolFirst);
    }
    let evidence = session.counting(standing, now);
    let fresh = fresh_by(&evidence, standing, now);
    if fresh.is_none_or(|at| now - at >= STEP_UP_MS) {
        return Err(SessionRefusal::StepUp(options(standing, now)));
    }
    // Of all evidence: a set of codes that was replaced since must not take its limit along.
    let limited_until = limited_until(&session.evidence, standing, now);
    match limited_until {
        Some(until) if action.outlasts_recovery() => Err(SessionRefusal::Limited(until)),
        _ => Ok(Permit { person: session.person, action, revision: standing.person.revision, limited_until }),
    }
}

/// When the newest second factor was proven.
fn second_factor(evidence: &[Evidence]) -> Option<u64> {
    evidence.iter().filter(|evidence| evidence.kind != MethodKind::Password).map(|evidence| evidence.at).max()
}

/// As [`second_factor`]; for somebody who never had one, the password.
fn fresh_by(evidence: &[Evidence], standing: &Standing, now: u64) -> Option<u64> {
    let password = || evidence.iter().map(|evidence| evidence.at).max();
    second_factor(evidence).or_else(|| standing.enrols_by_password(now).then(password).flatten())
}

fn options(standing: &Standing, now: u64) -> Vec<MethodKind> {
    if standing.enrols_by_password(now) {
        return vec![MethodKind::Password];
    }
    standing.usable(now).filter(|kind| *kind != MethodKind::Password).collect()
}
