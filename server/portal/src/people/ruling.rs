//! Who may do what to whom.

use regain_storage::portal::{PersonId, PersonRow, Role};

/// A person in a ruling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Someone {
    /// Who.
    pub id: PersonId,
    /// What the person may do for others.
    pub role: Role,
    /// Since when, ms.
    pub role_since: u64,
}

impl From<&PersonRow> for Someone {
    fn from(row: &PersonRow) -> Self {
        Self { id: row.id, role: row.role, role_since: row.role_since }
    }
}

/// What one person may do to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Look at methods, sessions and history.
    Look,
    /// Issue a temporary access pass.
    IssuePass,
    /// Remove methods, so that the person registers anew.
    RequireReregistration,
    /// End all sessions.
    EndSessions,
    /// Disable the account.
    Disable,
    /// Enable it again.
    Enable,
    /// Send an invitation again.
    Invite,
    /// Give a role.
    GiveRole(Role),
}

/// How a deed may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruling {
    /// By this person alone.
    Alone,
    /// When a second administrator approves.
    WithAnother,
}

/// Why a deed is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DeedRefusal {
    /// Members help nobody.
    #[error("members can't do that")]
    NotPrivileged,
    /// Nobody helps themselves: whoever took over a session would.
    #[error("nobody can do that to themselves")]
    Oneself,
    /// The help desk helps members.
    #[error("the help desk helps members only")]
    OnlyMembers,
    /// Only administrators do that.
    #[error("only administrators can do that")]
    OnlyAdministrators,
    /// One administrator must be left.
    #[error("the last administrator keeps the role")]
    LastAdministrator,
}

/// Rules on a deed. `administrators`: how many there are that may sign in.
pub fn rule(
    actor: Someone,
    deed: Deed,
    target: Someone,
    administrators: usize,
) -> Result<Ruling, DeedRefusal> {
    if !actor.role.is_privileged() {
        return Err(DeedRefusal::NotPrivileged);
    }
    if actor.id == target.id {
        return Err(DeedRefusal::Oneself);
    }
    if actor.role == Role::HelpDesk {
        if matches!(deed, Deed::Disable | Deed::Enable | Deed::GiveRole(_)) {
            return Err(DeedRefusal::OnlyAdministrators);
        }
        if target.role.is_privileged() {
            return Err(DeedRefusal::OnlyMembers);
        }
    }
    if target.role == Role::Administrator && administrators <= 1 && takes_an_administrator(deed) {
        return Err(DeedRefusal::LastAdministrator);
    }
    let privileged =
        target.role.is_privileged() || matches!(deed, Deed::GiveRole(role) if role.is_privileged());
    // The only administrator must be able to make a second one: there is nobody to ask.
    let second = match deed {
        Deed::Look | Deed::EndSessions | Deed::Invite => false,
        Deed::GiveRole(_) | Deed::Enable => privileged && administrators >= 2,
        Deed::IssuePass | Deed::RequireReregistration | Deed::Disable => privileged,
    };
    Ok(if second { Ruling::WithAnother } else { Ruling::Alone })
}

fn takes_an_administrator(deed: Deed) -> bool {
    match deed {
        Deed::Disable => true,
        Deed::GiveRole(role) => role != Role::Administrator,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DEEDS: [Deed; 10] = [
        Deed::Look,
        Deed::IssuePass,
        Deed::RequireReregistration,
        Deed::EndSessions,
        Deed::Disable,
        Deed::Enable,
        Deed::Invite,
        Deed::GiveRole(Role::Member),
        Deed::GiveRole(Role::HelpDesk),
        Deed::GiveRole(Role::Administrator),
    ];

    fn someone(id: u8, role: Role) -> Someone {
        Someone { id: PersonId([id; 16]), role, role_since: 0 }
    }

    fn table(actor: Role, target: Role, administrators: usize) -> Vec<Result<Ruling, DeedRefusal>> {
        DEEDS
            .into_iter()
            .map(|deed| rule(someone(1, actor), deed, someone(2, target), administrators))
            .collect()
    }

    #[test]
    fn the_help_desk_helps_members_and_nobody_else() {
        use DeedRefusal::{OnlyAdministrators, OnlyMembers};
        let (yes, no) = (Ok(Ruling::Alone), Err(OnlyAdministrators));
        assert_eq!(table(Role::HelpDesk, Role::Member, 2), [yes, yes, yes, yes, no, no, yes, no, no, no]);
        let never = Err(OnlyMembers);
        for target in [Role::HelpDesk, Role::Administrator] {
            assert_eq!(
                table(Role::HelpDesk, target, 2),
                [never, never, never, never, no, no, never, no, no, no]
            );
        }
    }

    #[test]
    fn privileged_targets_need_a_second_administrator() {
        let (yes, two) = (Ok(Ruling::Alone), Ok(Ruling::WithAnother));
        let members = table(Role::Administrator, Role::Member, 2);
        assert_eq!(members, [yes, yes, yes, yes, yes, yes, yes, yes, two, two]);
        for target in [Role::HelpDesk, Role::Administrator] {
            assert_eq!(
                table(Role::Administrator, target, 2),
                [yes, two, two, yes, two, two, yes, two, two, two]
            );
        }
    }

    #[test]
    fn the_only_administrator_makes_a_second_one_alone() {
        let made = rule(
            someone(1, Role::Administrator),
            Deed::GiveRole(Role::Administrator),
            someone(2, Role::Member),
            1,
        );
        assert_eq!(made, Ok(Ruling::Alone));
        let (only, other) = (someone(1, Role::Administrator), someone(2, Role::Administrator));
        assert_eq!(rule(only, Deed::Enable, other, 1), Ok(Ruling::Alone), "the other one was disabled");
    }

    #[test]
    fn the_last_administrator_who_may_sign_in_stays() {
        // The actor's account was disabled a moment ago.
        let (actor, target) = (someone(1, Role::Administrator), someone(2, Role::Administrator));
        for deed in [Deed::Disable, Deed::GiveRole(Role::Member), Deed::GiveRole(Role::HelpDesk)] {
            assert_eq!(rule(actor, deed, target, 1), Err(DeedRefusal::LastAdministrator));
        }
    }

    proptest! {
        #[test]
        fn nobody_helps_themselves_and_members_nobody(role in 0_usize..3, target in 0_usize..3, deed in 0_usize..10, all in 0_usize..4) {
            let (role, target, deed) = (Role::ALL[role], Role::ALL[target], DEEDS[deed]);
            prop_assert!(rule(someone(1, role), deed, someone(1, role), all).is_err());
            prop_assert!(rule(someone(1, Role::Member), deed, someone(2, target), all).is_err());
        }
    }
}
