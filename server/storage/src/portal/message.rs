//! Signed messages are accepted once.

use super::ThingHash;

/// A signed message's own id, consumed by the operation that the message asks for. It is refused from then on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MessageId {
    /// A hash over its key or method and its `jti`: nobody uses up another's.
    pub hash: ThingHash,
    /// From when on the message is refused for its age anyway, ms, so that the id may be forgotten.
    pub expires: u64,
}
