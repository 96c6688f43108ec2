//! What lies in the trash.

use crate::record::RecordKind;
use crate::{Author, Record, RecordId, Vault, account};

/// How long the trash keeps what is in it: 30 days.
pub const KEEP_MS: u64 = 30 * 24 * 60 * 60 * 1000;

/// One deleted record that can still come back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trashed {
    /// Its identity.
    pub id: RecordId,
    /// What it describes.
    pub kind: RecordKind,
    /// Issuer and label, or the name.
    pub name: String,
    /// When it was deleted, in milliseconds since the Unix epoch.
    pub deleted_ms: u64,
    /// Which device deleted it.
    pub deleted_by: Author,
    /// When it will be purged, in milliseconds since the Unix epoch.
    pub until_ms: u64,
}

/// Everything in the trash, the latest first.
pub fn list(vault: &Vault) -> Vec<Trashed> {
    let mut list: Vec<Trashed> =
        vault.records().filter(|record| record.is_in_trash()).filter_map(read).collect();
    list.sort_by_key(|trashed| (std::cmp::Reverse(trashed.deleted_ms), trashed.id));
    list
}

fn read(record: &Record) -> Option<Trashed> {
    let deleted = record.deletion()?.stamp;
    Some(Trashed {
        id: record.id(),
        kind: record.kind(),
        name: account::name_of(record),
        deleted_ms: deleted.millis,
        deleted_by: deleted.author,
        until_ms: deleted.millis.saturating_add(KEEP_MS),
    })
}
