//! An attempt to sign in.

use regain_storage::portal::{Evidence, MethodKind, PersonId};

use crate::Standing;

/// How long an attempt lasts, ms: ten minutes.
pub const ATTEMPT_MS: u64 = 10 * 60 * 1000;

/// An attempt to sign in: who it is about, since when, and what was proven in it. It has no field for a step: where it stands
/// is what was proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Who it is about. `None` while nobody was named, and when the name is unknown: the pages look the same.
    pub person: Option<PersonId>,
    /// When it began, ms.
    pub started: u64,
    /// What was proven, in any order.
    pub evidence: Vec<Evidence>,
}

impl Attempt {
    /// A new one.
    pub fn begin(person: Option<PersonId>, now: u64) -> Self {
        Self { person, started: now, evidence: Vec::new() }
    }

    /// Whether its time is over. A clock that was set back ends it too.
    pub fn is_over(&self, now: u64) -> bool {
        now.checked_sub(self.started).is_none_or(|age| age >= ATTEMPT_MS)
    }

    /// What counts now: about this person, proven in this attempt, by methods that still stand.
    pub fn counting(&self, standing: &Standing, now: u64) -> Vec<Evidence> {
        if self.person != Some(standing.person.id) || self.is_over(now) {
            return Vec::new();
        }
        let counts = |evidence: &Evidence| evidence.at >= self.started && standing.backs(*evidence, now);
        self.evidence.iter().copied().filter(counts).collect()
    }
}

/// Whether evidence of this kind is among these.
pub fn has(evidence: &[Evidence], kind: MethodKind) -> bool {
    evidence.iter().any(|evidence| evidence.kind == kind)
}

/// Whether these are two factors (NIST SP 800-63B-4 §2.2): a passkey with user verification is both, anything else stands beside the password.
pub fn is_two_factors(evidence: &[Evidence]) -> bool {
    has(evidence, MethodKind::Passkey)
        || has(evidence, MethodKind::Password)
            && evidence.iter().any(|evidence| evidence.kind != MethodKind::Password)
}
