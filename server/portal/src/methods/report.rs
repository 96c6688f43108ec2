//! A method is reported lost, and comes back.

use regain_storage::portal::{Evidence, MethodId, MethodState};

use crate::Standing;

/// Why a report changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReportRefusal {
    /// Nothing was proven yet.
    #[error("the password, or a passkey, comes first")]
    NothingProven,
    /// It is not this person's.
    #[error("there is no such method")]
    NotThere,
    /// Only what is held in a hand can be lost, and only once.
    #[error("the method is not in use")]
    NotInUse,
}

/// Whether the method is suspended now. One factor is enough: who has lost a phone has no second. `proven` is what counts of the
/// attempt or session.
pub fn may_report_lost(
    standing: &Standing,
    method: MethodId,
    proven: &[Evidence],
) -> Result<(), ReportRefusal> {
    if proven.is_empty() {
        return Err(ReportRefusal::NothingProven);
    }
    let method = standing.method(method).ok_or(ReportRefusal::NotThere)?;
    if method.kind.is_everyday() && method.state == MethodState::Live {
        Ok(())
    } else {
        Err(ReportRefusal::NotInUse)
    }
}

/// What was shown to take a report back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResumeProof {
    /// The link of the mail about the suspension was used: for this method.
    pub link_for: Option<MethodId>,
    /// What the suspended method itself has proven since.
    pub by_itself: Option<Evidence>,
}

/// Why a suspended method stays so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ResumeRefusal {
    /// It is not this person's, or not suspended.
    #[error("the method is not suspended")]
    NotSuspended,
    /// The mailed link is missing: who found the phone has not the mailbox.
    #[error("the link in the mail comes first")]
    LinkMissing,
    /// The method's own success is missing: who reads the mail has not the phone.
    #[error("the method itself must prove that it is there")]
    ItselfMissing,
}

/// Whether a suspended method is in use again: the mailed link **and** the very method.
pub fn may_resume(
    standing: &Standing,
    method: MethodId,
    suspended_at: u64,
    proof: ResumeProof,
) -> Result<(), ResumeRefusal> {
    let row = standing.method(method).filter(|row| row.state == MethodState::Suspended);
    let row = row.ok_or(ResumeRefusal::NotSuspended)?;
    if proof.link_for != Some(method) {
        return Err(ResumeRefusal::LinkMissing);
    }
    let itself = |evidence: Evidence| {
        evidence.method == method && evidence.kind == row.kind && evidence.at > suspended_at
    };
    if proof.by_itself.is_some_and(itself) { Ok(()) } else { Err(ResumeRefusal::ItselfMissing) }
}
