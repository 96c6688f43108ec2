//! A person and their methods, as they are now.

use regain_storage::portal::{
    Evidence, MethodId, MethodKind, MethodRow, MethodState, PersonRow, PersonState, Role,
};

/// A person and all of their methods, read in one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The person.
    pub person: PersonRow,
    /// The methods, in any order.
    pub methods: Vec<MethodRow>,
}

impl Standing {
    /// The method of this id, if it is this person's.
    pub fn method(&self, id: MethodId) -> Option<&MethodRow> {
        self.methods.iter().find(|method| method.id == id)
    }

    /// Whether this evidence counts now: given by a method of this person that is of that kind, live and not ended, at a time that is
    /// neither before the method nor still to come.
    pub fn backs(&self, evidence: Evidence, now: u64) -> bool {
        self.person.state != PersonState::Disabled
            && self.method(evidence.method).is_some_and(|method| {
                method.kind == evidence.kind
                    && is_live(method, now)
                    && method.added <= evidence.at
                    && evidence.at <= now
            })
    }

    /// The kinds this person could prove now.
    pub fn usable(&self, now: u64) -> impl Iterator<Item = MethodKind> {
        MethodKind::ALL.into_iter().filter(move |kind| {
            self.methods.iter().any(|method| method.kind == *kind && is_usable(method, now))
        })
    }

    /// Everyday second factors in use.
    pub fn everyday(&self, now: u64) -> usize {
        self.methods.iter().filter(|method| method.kind.is_everyday() && is_live(method, now)).count()
    }

    /// Ways in beside the password that last: everyday second factors, and a set of recovery codes that is not used up.
    pub fn ways_in(&self, now: u64) -> usize {
        self.methods.iter().filter(|method| is_way_in(method, now)).count()
    }

    /// Whether the password alone leads to the enrolment pages: for members who never had a second factor. Never by a state that methods
    /// can fall back into: whoever suspended all methods of a person would enrol in their place.
    pub fn enrols_by_password(&self, now: u64) -> bool {
        self.person.state == PersonState::Invited
            && !self.person.role.is_privileged()
            && self.everyday(now) == 0
    }

    /// Whether the person has what the role asks for: an everyday second factor, and an administrator two ways in.
    pub fn is_enrolled(&self, now: u64) -> bool {
        self.everyday(now) >= 1 && self.ways_in(now) >= ways_needed(self.person.role)
    }
}

/// How many ways in a role asks for.
pub fn ways_needed(role: Role) -> usize {
    if role == Role::Administrator { 2 } else { 1 }
}

/// Whether this is a way in that lasts.
pub fn is_way_in(method: &MethodRow, now: u64) -> bool {
    is_usable(method, now) && (method.kind.is_everyday() || method.kind == MethodKind::RecoveryCodes)
}

fn is_live(method: &MethodRow, now: u64) -> bool {
    method.state == MethodState::Live && method.ends.is_none_or(|ends| now < ends)
}

/// What was used up proves nothing new, but what it proved before stands.
fn is_usable(method: &MethodRow, now: u64) -> bool {
    let consumed = matches!(method.kind, MethodKind::RecoveryCodes | MethodKind::Pass);
    is_live(method, now) && (!consumed || method.left > 0)
}
