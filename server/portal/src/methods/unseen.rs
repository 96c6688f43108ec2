//! The authenticator that is probably lost.

use regain_storage::portal::{MethodId, MethodRow, MethodState};

use crate::Standing;

/// Methods whose removal is recommended: in use, and not seen since a newer one of their kind went into use.
pub fn unseen_since_a_newer(standing: &Standing) -> Vec<MethodId> {
    let live = |method: &&MethodRow| method.kind.is_everyday() && method.state == MethodState::Live;
    let unseen = |old: &&MethodRow| {
        standing.methods.iter().filter(live).any(|newer| {
            newer.kind == old.kind
                && newer.added > old.added
                && old.last_used.unwrap_or(old.added) < newer.added
        })
    };
    standing.methods.iter().filter(live).filter(unseen).map(|method| method.id).collect()
}
