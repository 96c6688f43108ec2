//! Going on from a stored snapshot.

use super::{Chain, Head};
use crate::SnapshotError;

impl Chain {
    /// Reads a snapshot that was written at the newest control entry and goes on to `head`: since then only data entries
    /// came, which change nothing about members. Whoever stored them had verified them.
    pub fn from_snapshot_at(bytes: &[u8], head: Head) -> Result<Self, SnapshotError> {
        let mut chain = Self::from_snapshot(bytes)?;
        if head != chain.head && head.number <= chain.head.number {
            return Err(SnapshotError);
        }
        chain.head = head;
        Ok(chain)
    }
}
