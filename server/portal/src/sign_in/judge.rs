//! What an attempt still needs, and when it ends in a session.

use regain_storage::portal::{Evidence, MethodKind};

use super::attempt::{Attempt, has, is_two_factors};
use super::evidence::may_try;
use crate::Standing;

/// What a session reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The enrolment pages and nothing else.
    Enrolment,
    /// Everything the role permits.
    Full,
}

/// A session may open. Made by [`judge`] and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    scope: Scope,
    evidence: Vec<Evidence>,
    ends: Option<u64>,
    revision: u64,
}

impl Grant {
    /// What the session reaches.
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// What it rests on; kept with it.
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    /// When it ends at the latest, ms, because the pass it rests on does.
    pub fn ends(&self) -> Option<u64> {
        self.ends
    }

    /// The revision of the person it was judged on; it opens only while that lasts.
    pub fn revision(&self) -> u64 {
        self.revision
    }
}

/// What an attempt has come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judgement {
    /// It needs one of these. Empty: nothing this person has would help ("I can't use any of these").
    Needs(Vec<MethodKind>),
    /// It ends in a session.
    Ends(Grant),
}

/// Judges an attempt by what was proven in it and by the person as stored now.
pub fn judge(attempt: &Attempt, standing: &Standing, now: u64) -> Judgement {
    let evidence = attempt.counting(standing, now);
    let two_factors = is_two_factors(&evidence);
    let enrols = has(&evidence, MethodKind::Password) && standing.enrols_by_password(now);
    if !two_factors && !enrols {
        let open = |kind: &MethodKind| may_try(attempt, *kind, standing, now).is_ok();
        return Judgement::Needs(MethodKind::ALL.into_iter().filter(open).collect());
    }
    let scope = if two_factors && standing.is_enrolled(now) { Scope::Full } else { Scope::Enrolment };
    let ends = evidence.iter().filter_map(|evidence| standing.method(evidence.method)?.ends).min();
    Judgement::Ends(Grant { scope, evidence, ends, revision: standing.person.revision })
}
