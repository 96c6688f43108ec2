//! Which method is asked for first.

use regain_storage::portal::{MethodId, MethodState};

use crate::Standing;

/// Why a method can't be the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DefaultRefusal {
    /// It is not this person's.
    #[error("there is no such method")]
    NotThere,
    /// It is not an everyday second factor in use.
    #[error("only a second factor in use can be asked for first")]
    NotEveryday,
}

/// Whether this method may be asked for first.
pub fn may_be_default(standing: &Standing, method: MethodId) -> Result<(), DefaultRefusal> {
    let method = standing.method(method).ok_or(DefaultRefusal::NotThere)?;
    if method.kind.is_everyday() && method.state == MethodState::Live {
        Ok(())
    } else {
        Err(DefaultRefusal::NotEveryday)
    }
}
