//! What is read of a log.

use regain_log::{BackupId, Hash};
use regain_storage::{BackupRow, EntriesPage, Position, ProposalRow, RestoreSet, StoredEntry};
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

use crate::backups::{self, Key};
use crate::failure::Failure;

pub fn head(connection: &Connection, backup: BackupId) -> Result<Option<BackupRow>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT b.name, b.head_number, b.head_hash, b.control_hash, c.snapshot, b.entries, b.bytes, b.closed_at
         FROM backups b JOIN chains c ON c.backup = b.key WHERE b.id = ?1",
    )?;
    let row = statement.query_row([backup.as_bytes()], |row| {
        Ok(BackupRow {
            name: row.get(0)?,
            head: backups::position(row, 1)?,
            control: Hash(row.get(3)?),
            chain: row.get(4)?,
            entries: row.get(5)?,
            bytes: row.get(6)?,
            closed_at: row.get(7)?,
        })
    });
    Ok(row.optional()?)
}

pub fn after(
    connection: &Connection,
    backup: BackupId,
    after: Option<u64>,
    limit_count: usize,
    limit_bytes: usize,
) -> Result<Option<EntriesPage>, Failure> {
    let Some((key, head)) = key_and_head(connection, backup)? else { return Ok(None) };
    let from = after.map_or(0, |number| number.saturating_add(1));
    let mut entries = Vec::new();
    let mut left = limit_bytes;
    if from <= head.number {
        let mut statement = connection.prepare_cached(
            "SELECT front, body FROM entries WHERE backup = ?1 AND number >= ?2 ORDER BY number LIMIT ?3",
        )?;
        let mut rows =
            statement.query(params![key, from, i64::try_from(limit_count.max(1)).unwrap_or(i64::MAX)])?;
        while let Some(row) = rows.next()? {
            let entry = whole(row)?;
            match left.checked_sub(entry.bytes.len()) {
                Some(rest) => left = rest,
                None if entries.is_empty() => left = 0,
                None => break,
            }
            entries.push(entry);
        }
    }
    Ok(Some(EntriesPage { head, entries }))
}

pub fn headers(
    connection: &Connection,
    backup: BackupId,
    from: u64,
    to: u64,
) -> Result<Vec<StoredEntry>, Failure> {
    let Some((key, head)) = key_and_head(connection, backup)? else { return Ok(Vec::new()) };
    if from > head.number {
        return Ok(Vec::new());
    }
    let mut statement = connection.prepare_cached(
        "SELECT front FROM entries WHERE backup = ?1 AND number BETWEEN ?2 AND ?3 ORDER BY number",
    )?;
    let rows = statement.query_map(params![key, from, to.min(head.number)], |row| {
        Ok(StoredEntry { bytes: row.get(0)?, body_absent: true })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub fn restore_set(
    connection: &Connection,
    backup: BackupId,
    at: Option<u64>,
) -> Result<Option<RestoreSet>, Failure> {
    let Some((key, head)) = key_and_head(connection, backup)? else { return Ok(None) };
    let at = at.map_or(head.number, |at| at.min(head.number));
    let checkpoint: Option<u64> = connection
        .prepare_cached(
            "SELECT number FROM entries INDEXED BY entries_checkpoints
             WHERE backup = ?1 AND number <= ?2 AND kind = 2 AND body IS NOT NULL ORDER BY number DESC LIMIT 1",
        )?
        .query_row(params![key, at], |row| row.get(0))
        .optional()?;
    let from = checkpoint.unwrap_or(0);
    let mut entries = Vec::new();
    collect(
        connection,
        "SELECT front, body FROM entries INDEXED BY entries_control
         WHERE backup = ?1 AND number < ?2 AND kind >= 16 ORDER BY number",
        params![key, from],
        &mut entries,
    )?;
    collect(
        connection,
        "SELECT front, body FROM entries INDEXED BY entries_position
         WHERE backup = ?1 AND number BETWEEN ?2 AND ?3 ORDER BY number",
        params![key, from, at],
        &mut entries,
    )?;
    Ok(Some(RestoreSet { head, entries }))
}

pub fn control_entries(connection: &Connection, backup: BackupId) -> Result<Vec<StoredEntry>, Failure> {
    let mut entries = Vec::new();
    collect(
        connection,
        "SELECT front, body FROM entries INDEXED BY entries_control
         WHERE backup = (SELECT key FROM backups WHERE id = ?1) AND kind >= 16 ORDER BY number",
        [backup.as_bytes()],
        &mut entries,
    )?;
    Ok(entries)
}

pub fn proposals(connection: &Connection, backup: BackupId) -> Result<Vec<ProposalRow>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT hash, stored_at, confirmed FROM proposals
         WHERE backup = (SELECT key FROM backups WHERE id = ?1) ORDER BY stored_at, hash",
    )?;
    let rows = statement.query_map([backup.as_bytes()], |row| {
        Ok(ProposalRow { hash: Hash(row.get(0)?), stored_at: row.get(1)?, confirmed: row.get(2)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn key_and_head(connection: &Connection, backup: BackupId) -> Result<Option<(Key, Position)>, Failure> {
    let mut statement =
        connection.prepare_cached("SELECT key, head_number, head_hash FROM backups WHERE id = ?1")?;
    Ok(statement
        .query_row([backup.as_bytes()], |row| Ok((row.get(0)?, backups::position(row, 1)?)))
        .optional()?)
}

fn collect(
    connection: &Connection,
    sql: &str,
    values: impl Params,
    entries: &mut Vec<StoredEntry>,
) -> Result<(), Failure> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    while let Some(row) = rows.next()? {
        entries.push(whole(row)?);
    }
    Ok(())
}

/// An entry from the columns front, body; copied once.
fn whole(row: &Row<'_>) -> rusqlite::Result<StoredEntry> {
    let front = row.get_ref(0)?.as_blob()?;
    let body = row.get_ref(1)?.as_blob_or_null()?;
    Ok(StoredEntry { bytes: [front, body.unwrap_or_default()].concat(), body_absent: body.is_none() })
}
