//! Verified chains in memory, so that an append costs one signature check and one write. Any of them may be forgotten: the
//! store has the snapshot.

use regain_log::{BackupId, Chain, Head};
use regain_storage::{BackupRow, Position};

use crate::fault::Fault;
use crate::recent::Recent;

/// Chains kept at least. A chain takes some kilobytes.
const KEPT: usize = 2048;

/// The chains of the backups that were appended to lately.
pub struct Chains(Recent<BackupId, Chain>);

impl Default for Chains {
    fn default() -> Self {
        Self(Recent::new(KEPT))
    }
}

impl Chains {
    /// Takes the chain of this backup out, when it stands exactly at this position. The position's hash covers all that came
    /// before, so a chain that stands there is right, whoever else has appended since. Out, not a copy: the append changes it
    /// in place and puts it back once it is stored.
    pub fn take(&self, backup: BackupId, position: Position) -> Option<Chain> {
        self.0.take_if(&backup, |chain| chain.head() == head(position))
    }

    /// Keeps a chain as it is stored.
    pub fn put(&self, backup: BackupId, chain: Chain) {
        self.0.put(backup, chain);
    }
}

/// The chain at the stored head.
pub fn stored(row: &BackupRow) -> Result<Chain, Fault> {
    Chain::from_snapshot_at(&row.chain, head(row.head)).map_err(Fault::internal)
}

fn head(position: Position) -> Head {
    Head { number: position.number, hash: position.hash }
}
