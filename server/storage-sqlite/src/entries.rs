//! The logs.

mod append;
mod effects;
mod read;
mod states;

use regain_log::BackupId;
use regain_storage::{
    Append, AppendOutcome, BackupRow, Entries, EntriesPage, NewEntry, Pending, ProposalRow, RestoreSet,
    StateRow, StoredEntry,
};
use rusqlite::{Connection, params};

use crate::backups::Key;
use crate::failure::Failure;
use crate::{SqliteStorage, outbox};

impl Entries for SqliteStorage {
    fn head(&self, backup: BackupId) -> Pending<'_, Option<BackupRow>> {
        self.read(move |connection| read::head(connection, backup))
    }

    fn append(&self, request: Append) -> Pending<'_, AppendOutcome> {
        let bytes = weight(&request.entries)
            + request.chain.as_ref().map_or(0, Vec::len)
            + request.notices.iter().map(outbox::weight).sum::<usize>();
        self.write(bytes, move |connection| append::append(connection, &request))
    }

    fn entries_after(
        &self,
        backup: BackupId,
        after: Option<u64>,
        limit_count: usize,
        limit_bytes: usize,
    ) -> Pending<'_, Option<EntriesPage>> {
        self.read(move |connection| read::after(connection, backup, after, limit_count, limit_bytes))
    }

    fn headers(&self, backup: BackupId, from: u64, to: u64) -> Pending<'_, Vec<StoredEntry>> {
        self.read(move |connection| read::headers(connection, backup, from, to))
    }

    fn restore_set(&self, backup: BackupId, at: Option<u64>) -> Pending<'_, Option<RestoreSet>> {
        self.read(move |connection| read::restore_set(connection, backup, at))
    }

    fn control_entries(&self, backup: BackupId) -> Pending<'_, Vec<StoredEntry>> {
        self.read(move |connection| read::control_entries(connection, backup))
    }

    fn states(&self, backup: BackupId, now: u64) -> Pending<'_, Vec<StateRow>> {
        self.read(move |connection| states::states(connection, backup, now))
    }

    fn proposals(&self, backup: BackupId) -> Pending<'_, Vec<ProposalRow>> {
        self.read(move |connection| read::proposals(connection, backup))
    }
}

/// Bytes of entries as they are kept.
pub fn weight(entries: &[NewEntry]) -> usize {
    entries.iter().map(|entry| entry.front.len() + entry.body.len()).sum()
}

/// Puts one entry at the end of the table.
pub fn insert(connection: &Connection, key: Key, entry: &NewEntry, stored_at: u64) -> Result<(), Failure> {
    let NewEntry { number, kind, front, body, .. } = entry;
    connection
        .prepare_cached(
            "INSERT INTO entries (backup, number, kind, stored_at, front, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![key, number, *kind as u8, stored_at, front, body])?;
    Ok(())
}
