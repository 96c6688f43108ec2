//! What a recovery onto a device that already holds accounts would do: nothing is changed before the answer.

use super::{Difference, What, diff};
use crate::record::RecordKind;
use crate::{Record, RecordId, Vault, duplicates};

/// The accounts, sorted by what would happen to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Would come.
    pub added: Vec<Difference>,
    /// Would change, from mine to the merged state.
    pub changed: Vec<Difference>,
    /// Would go to the trash, because the other side deleted them later.
    pub removed: Vec<Difference>,
    /// Live on this side and as they are after the merge.
    pub identical: usize,
    /// Mine and theirs with the same secret and different ids. Both stay.
    pub likely_duplicates: Vec<(RecordId, RecordId)>,
}

/// Compares `mine` with what merging `theirs` into it would give. Code and bound accounts only.
pub fn preview(mine: &Vault, theirs: &Vault) -> Preview {
    let mut merged = mine.duplicate();
    merged.absorb_owned(theirs.checkpoint());
    let is_account = |kind| matches!(kind, RecordKind::ACCOUNT | RecordKind::BOUND_ACCOUNT);
    let (mut added, mut changed, mut removed) = (Vec::new(), Vec::new(), Vec::new());
    for difference in diff(mine, &merged).into_iter().filter(|difference| is_account(difference.kind)) {
        match difference.what {
            What::Added => added.push(difference),
            What::Changed(_) => changed.push(difference),
            What::Removed => removed.push(difference),
        }
    }
    let live =
        mine.records().filter(|record: &&Record| is_account(record.kind()) && record.is_live()).count();
    let identical = live - changed.len() - removed.len();
    Preview { added, changed, removed, identical, likely_duplicates: duplicates::between(mine, theirs) }
}
