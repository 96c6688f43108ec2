//! The states that can be restored.

use regain_log::{BackupId, HEADER_LEN, Header};
use regain_storage::StateRow;
use regain_storage::entries::states::{Restorable, pick};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::backups::Key;
use crate::failure::Failure;

/// From `thinned_before` on everything is kept, so every data entry can be restored; before it only the checkpoints that are
/// left, each without a tail.
pub fn states(connection: &Connection, backup: BackupId, now: u64) -> Result<Vec<StateRow>, Failure> {
    let found: Option<(Key, u64)> = connection
        .prepare_cached("SELECT key, thinned_before FROM backups WHERE id = ?1")?
        .query_row([backup.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((key, thinned_before)) = found else { return Ok(Vec::new()) };
    let mut full = connection.prepare_cached(
        "SELECT number, stored_at FROM entries INDEXED BY entries_position
         WHERE backup = ?1 AND number >= ?2 AND kind < 16 ORDER BY number DESC",
    )?;
    let mut left = connection.prepare_cached(
        "SELECT number, stored_at FROM entries INDEXED BY entries_checkpoints
         WHERE backup = ?1 AND number < ?2 AND kind = 2 AND body IS NOT NULL ORDER BY number DESC",
    )?;
    let mut candidates =
        full.query_map(params![key, thinned_before], restorable)?.collect::<rusqlite::Result<Vec<_>>>()?;
    for checkpoint in left.query_map(params![key, thinned_before], restorable)? {
        candidates.push(checkpoint?);
    }
    pick(candidates, now).into_iter().map(|state| describe(connection, key, state)).collect()
}

fn restorable(row: &Row<'_>) -> rusqlite::Result<Restorable> {
    Ok(Restorable { number: row.get(0)?, stored_at: row.get(1)? })
}

fn describe(connection: &Connection, key: Key, state: Restorable) -> Result<StateRow, Failure> {
    let front: Vec<u8> = connection
        .prepare_cached("SELECT front FROM entries WHERE backup = ?1 AND number = ?2")?
        .query_row(params![key, state.number], |row| row.get(0))?;
    let header =
        front.first_chunk::<HEADER_LEN>().ok_or_else(|| Failure::corrupt("an entry without a header"))?;
    let header = Header::decode(header).map_err(|error| Failure::corrupt(error.to_string()))?;
    Ok(StateRow {
        number: state.number,
        time: header.time,
        stored_at: state.stored_at,
        author: header.author,
    })
}
