//! What was proven.

use super::{MethodId, MethodKind};

/// One thing a person proved: by which method, and when. Written by whoever verified it, and by nobody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Evidence {
    /// The kind of the method.
    pub kind: MethodKind,
    /// The method.
    pub method: MethodId,
    /// When, ms.
    pub at: u64,
}
