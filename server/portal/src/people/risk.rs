//! Who might be locked out.

use regain_storage::portal::{MethodKind, MethodRow, MethodState, PersonState};

use crate::Standing;

/// How long an authenticator may be silent, ms: 90 days.
pub const UNSEEN_MS: u64 = 90 * 24 * 60 * 60 * 1000;

/// A reason to look at a person before they call. The worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Risk {
    /// No everyday second factor.
    NoMethod,
    /// One: a lost phone locks them out, or leaves recovery codes only.
    OneMethod,
    /// An authenticator that proved nothing for 90 days: perhaps it is gone, and nobody noticed.
    Unseen,
    /// No recovery code left.
    NoRecoveryCodes,
    /// An administrator who never signed in: an account for emergencies that nobody tested.
    NeverSignedIn,
}

impl Risk {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::NoMethod, Self::OneMethod, Self::Unseen, Self::NoRecoveryCodes, Self::NeverSignedIn];
}

/// What can be seen on a person's methods. Not of the disabled, who may not sign in, nor of who is about to enrol.
pub fn risks(standing: &Standing, now: u64) -> Vec<Risk> {
    if standing.person.state == PersonState::Disabled || standing.enrols_by_password(now) {
        return Vec::new();
    }
    let unseen = |method: &MethodRow| {
        let seen = method.last_used.unwrap_or(method.added).max(method.added);
        method.kind.is_everyday()
            && method.state == MethodState::Live
            && now.saturating_sub(seen) >= UNSEEN_MS
    };
    let codes = standing.usable(now).any(|kind| kind == MethodKind::RecoveryCodes);
    let found = [
        (Risk::NoMethod, standing.everyday(now) == 0),
        (Risk::OneMethod, standing.everyday(now) == 1),
        (Risk::Unseen, standing.methods.iter().any(unseen)),
        (Risk::NoRecoveryCodes, !codes),
    ];
    found.into_iter().filter_map(|(risk, is)| is.then_some(risk)).collect()
}
