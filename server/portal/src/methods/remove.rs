//! Removing a method.

use regain_storage::portal::{MethodId, MethodKind};

use crate::Standing;
use crate::standing::{is_way_in, ways_needed};

/// Why a method stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RemoveRefusal {
    /// It is not this person's.
    #[error("there is no such method")]
    NotThere,
    /// A password is changed, not removed.
    #[error("a password is changed, not removed")]
    Password,
    /// It is the last second factor: another is added first, and replaces it.
    #[error("the last method is replaced, not removed")]
    Last,
    /// An administrator keeps at least two ways in.
    #[error("an administrator keeps at least two ways to sign in")]
    TwoForAdministrators,
}

/// Whether a person may remove this method of theirs. What is no way in any more (never confirmed, suspended, used up) always may go.
pub fn may_remove(standing: &Standing, method: MethodId, now: u64) -> Result<(), RemoveRefusal> {
    let method = standing.method(method).ok_or(RemoveRefusal::NotThere)?;
    if method.kind == MethodKind::Password {
        return Err(RemoveRefusal::Password);
    }
    if !is_way_in(method, now) {
        return Ok(());
    }
    if method.kind.is_everyday() && standing.everyday(now) <= 1 {
        return Err(RemoveRefusal::Last);
    }
    if standing.ways_in(now) <= ways_needed(standing.person.role) {
        return Err(RemoveRefusal::TwoForAdministrators);
    }
    Ok(())
}
