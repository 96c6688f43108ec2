//! Verified chains in memory, so that an append costs one signature check and one write. Any of them may be forgotten: the
//! store has the snapshot.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use regain_log::{BackupId, Chain, Head};
use regain_storage::{BackupRow, Position};

use crate::fault::Fault;

/// Chains kept: the newer half and the older half of what was used lately. A chain takes some kilobytes.
const HALF: usize = 2048;

/// The cache.
#[derive(Default)]
pub struct Chains(Mutex<Halves>);

#[derive(Default)]
struct Halves {
    new: HashMap<BackupId, Arc<Chain>>,
    old: HashMap<BackupId, Arc<Chain>>,
}

impl Chains {
    /// The chain of this backup, when it stands exactly at this position. The position's hash covers all that came before, so
    /// a chain that stands there is right, whoever else has appended since.
    pub fn at(&self, backup: BackupId, position: Position) -> Option<Arc<Chain>> {
        let mut halves = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let chain = match halves.new.get(&backup) {
            Some(chain) => Arc::clone(chain),
            None => halves.old.remove(&backup)?,
        };
        let stands = chain.head() == head(position);
        halves.put(backup, Arc::clone(&chain));
        stands.then_some(chain)
    }

    /// Keeps a chain as it is stored.
    pub fn put(&self, backup: BackupId, chain: Arc<Chain>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).put(backup, chain);
    }
}

impl Halves {
    fn put(&mut self, backup: BackupId, chain: Arc<Chain>) {
        if self.new.len() >= HALF && !self.new.contains_key(&backup) {
            self.old = std::mem::take(&mut self.new);
        }
        self.new.insert(backup, chain);
    }
}

/// The chain at the stored head.
pub fn stored(row: &BackupRow) -> Result<Chain, Fault> {
    Chain::from_snapshot_at(&row.chain, head(row.head)).map_err(Fault::internal)
}

fn head(position: Position) -> Head {
    Head { number: position.number, hash: position.hash }
}
