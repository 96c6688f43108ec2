//! The second pair of eyes.

use regain_storage::portal::{PersonId, Role};

use super::ruling::{Deed, Someone};

/// How long a proposal waits, ms: a day.
pub const PROPOSAL_MS: u64 = 24 * 60 * 60 * 1000;

/// A deed that waits for a second administrator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal {
    /// Who wants it.
    pub by: PersonId,
    /// What.
    pub deed: Deed,
    /// To whom.
    pub target: PersonId,
    /// Since when it waits, ms.
    pub made: u64,
}

/// Why an approval does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ApprovalRefusal {
    /// It waited for too long.
    #[error("the request has expired")]
    Expired,
    /// Only administrators approve.
    #[error("only administrators approve")]
    OnlyAdministrators,
    /// Two pairs of eyes are two people's.
    #[error("somebody else must approve")]
    SamePerson,
    /// Nobody helps themselves, not even as the second.
    #[error("nobody approves for themselves")]
    Oneself,
    /// The approver got the role after the request was made: a puppet, perhaps.
    #[error("the role is newer than the request")]
    NewInRole,
    /// There is no other administrator.
    #[error("there is nobody who could approve")]
    Nobody,
    /// Whoever proposed it may not any more, or it can't be done to the person as they are now.
    #[error("it can't be done any more")]
    NoMore,
}

/// Whether this person's approval carries the proposal out.
pub fn may_approve(proposal: Proposal, approver: Someone, now: u64) -> Result<(), ApprovalRefusal> {
    if now.checked_sub(proposal.made).is_none_or(|age| age >= PROPOSAL_MS) {
        return Err(ApprovalRefusal::Expired);
    }
    if approver.role != Role::Administrator {
        return Err(ApprovalRefusal::OnlyAdministrators);
    }
    if approver.id == proposal.by {
        return Err(ApprovalRefusal::SamePerson);
    }
    if approver.id == proposal.target {
        return Err(ApprovalRefusal::Oneself);
    }
    if approver.role_since >= proposal.made {
        return Err(ApprovalRefusal::NewInRole);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_is_another_administrator_who_was_one_before() {
        let proposal =
            Proposal { by: PersonId([1; 16]), deed: Deed::IssuePass, target: PersonId([2; 16]), made: 1000 };
        let approver = |id: u8, role, role_since| Someone { id: PersonId([id; 16]), role, role_since };
        let table = [
            (approver(3, Role::Administrator, 999), 1000, Ok(())),
            (approver(3, Role::Administrator, 999), 999 + PROPOSAL_MS, Ok(())),
            (approver(3, Role::Administrator, 999), 1000 + PROPOSAL_MS, Err(ApprovalRefusal::Expired)),
            (approver(3, Role::Administrator, 999), 900, Err(ApprovalRefusal::Expired)),
            (approver(3, Role::HelpDesk, 0), 1000, Err(ApprovalRefusal::OnlyAdministrators)),
            (approver(1, Role::Administrator, 0), 1000, Err(ApprovalRefusal::SamePerson)),
            (approver(2, Role::Administrator, 0), 1000, Err(ApprovalRefusal::Oneself)),
            (approver(3, Role::Administrator, 1000), 1000, Err(ApprovalRefusal::NewInRole)),
        ];
        for (approver, now, expected) in table {
            assert_eq!(may_approve(proposal, approver, now), expected, "{approver:?} at {now}");
        }
    }
}
