//! People as the tests need them.

use regain_storage::portal::{
    Evidence, MethodId, MethodKind, MethodRow, MethodState, PersonId, PersonRow, PersonState, Role,
};

use crate::Standing;

/// When people have been there for long, ms.
pub const NOW: u64 = 1_768_464_000_000;
/// A minute, ms.
pub const MINUTE: u64 = 60 * 1000;

/// A method in use since long; its id is `id` all over.
pub fn method(id: u8, kind: MethodKind) -> MethodRow {
    MethodRow {
        suspended: None,
        replaces: None,
        id: MethodId([id; 16]),
        kind,
        state: MethodState::Live,
        name: format!("{kind:?} {id}"),
        added: 1000,
        last_used: None,
        ends: None,
        limited_until: None,
        left: u64::from(matches!(kind, MethodKind::RecoveryCodes | MethodKind::Pass)),
    }
}

/// An active member with methods of these kinds, numbered from 1.
pub fn member(kinds: &[MethodKind]) -> Standing {
    let person = PersonRow {
        id: PersonId([1; 16]),
        name: "ada".to_owned(),
        shown: "Ada".to_owned(),
        role: Role::Member,
        role_since: 1000,
        state: PersonState::Active,
        default_method: None,
        revision: 7,
        created: 1000,
        language: None,
    };
    Standing { person, methods: (1..).zip(kinds).map(|(id, kind)| method(id, *kind)).collect() }
}

/// As [`member`], of another role.
pub fn of_role(role: Role, kinds: &[MethodKind]) -> Standing {
    let mut standing = member(kinds);
    standing.person.role = role;
    standing
}

/// As [`member`], who never had a second factor.
pub fn invited(kinds: &[MethodKind]) -> Standing {
    let mut standing = member(kinds);
    standing.person.state = PersonState::Invited;
    standing
}

/// What the method of this number proves at this time.
pub fn proof(standing: &Standing, number: u8, at: u64) -> Evidence {
    let method = standing.method(MethodId([number; 16])).unwrap();
    Evidence { kind: method.kind, method: method.id, at }
}
