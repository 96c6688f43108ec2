//! A new method is in use from its first success on, and what it replaces goes then and not before.

use regain_storage::portal::{Evidence, MethodId, MethodKind, MethodState};

use crate::Standing;

/// Why a method does not go live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LiveRefusal {
    /// It is not this person's.
    #[error("there is no such method")]
    NotThere,
    /// It is in use, or suspended: a success brings neither about.
    #[error("the method does not wait for its first success")]
    NotWaiting,
    /// The success was another method's, or older than this one.
    #[error("the success was not this method's")]
    NotItsOwn,
    /// What is to be replaced is not this person's, is no everyday method, or is the new one.
    #[error("that method can't be replaced by this one")]
    NotReplaceable,
}

/// What goes when a method goes live.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replacing {
    /// Nothing.
    Nothing,
    /// This one.
    Method(MethodId),
}

/// Whether `method` goes live by this success, and `replacing` goes with it in the same operation.
pub fn go_live(
    standing: &Standing,
    method: MethodId,
    success: Evidence,
    replacing: Replacing,
) -> Result<(), LiveRefusal> {
    let new = standing.method(method).ok_or(LiveRefusal::NotThere)?;
    if new.state != MethodState::Waiting {
        return Err(LiveRefusal::NotWaiting);
    }
    if success.method != method || success.kind != new.kind || success.at < new.added {
        return Err(LiveRefusal::NotItsOwn);
    }
    let Replacing::Method(old) = replacing else { return Ok(()) };
    let replaceable = |kind: MethodKind| kind == new.kind || kind.is_everyday() && new.kind.is_everyday();
    match standing.method(old) {
        Some(old) if old.id != method && replaceable(old.kind) => Ok(()),
        _ => Err(LiveRefusal::NotReplaceable),
    }
}
