//! Empties the trash: secrets go, a mark stays.

use super::list;
use crate::{Change, RecordId, Vault};

/// Which part of the trash to empty.
#[derive(Debug, Clone, Copy)]
pub enum Which<'a> {
    /// What has lain there for 30 days.
    Expired,
    /// Everything.
    All,
    /// These, as far as they are in the trash.
    These(&'a [RecordId]),
}

/// Purges records in the trash: every field at or below the deletion's stamp is dropped here, and on every device that
/// merges this change. It takes no stamp of its own, so two devices that empty the same trash make the same change.
pub fn empty(vault: &mut Vault, now_ms: u64, which: Which<'_>) -> Change {
    let mut change = Change::new();
    for trashed in list(vault) {
        let chosen = match which {
            Which::Expired => trashed.until_ms <= now_ms,
            Which::All => true,
            Which::These(ids) => ids.contains(&trashed.id),
        };
        let Some(deletion) = vault.record(trashed.id).and_then(|record| record.deletion()).filter(|_| chosen)
        else {
            continue;
        };
        // All it had seen lies below its stamp, unless another implementation says otherwise.
        let purged = deletion.seen.values().copied().fold(deletion.stamp, Ord::max);
        let record = change.record_mut(trashed.id, trashed.kind);
        record.deletion = Some(deletion.clone());
        record.purged = Some(purged);
    }
    vault.merge(&change);
    change
}
