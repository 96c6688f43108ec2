//! A step of thinning: the plan is made in `regain-storage`, here it is carried out.

use regain_storage::jobs::thinning::{KeptCheckpoint, ThinPlan, plan};
use regain_storage::{Job, Thinned};
use rusqlite::{Connection, OptionalExtension, params};

use crate::backups::Key;
use crate::failure::Failure;

pub fn thin(connection: &Connection, now: u64, batch: usize) -> Result<Thinned, Failure> {
    let batch = batch.max(1);
    let cursor: Option<Key> = connection
        .prepare_cached("SELECT cursor FROM jobs WHERE name = ?1")?
        .query_row([Job::Thin.name()], |row| row.get(0))
        .optional()?;
    let mut select = connection
        .prepare_cached("SELECT key, thinned_before FROM backups WHERE key > ?1 ORDER BY key LIMIT ?2")?;
    let backups = select
        .query_map(params![cursor.unwrap_or(0), batch], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(Key, u64)>>>()?;
    let mut bodies = 0;
    for (key, thinned_before) in &backups {
        bodies += thin_one(connection, *key, *thinned_before, now)?;
    }
    let finished = backups.len() < batch;
    let cursor = if finished { 0 } else { backups.last().map_or(0, |(key, _)| *key) };
    connection
        .prepare_cached(
            "INSERT INTO jobs (name, cursor) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET cursor = excluded.cursor",
        )?
        .execute(params![Job::Thin.name(), cursor])?;
    Ok(Thinned { bodies, finished })
}

fn thin_one(connection: &Connection, key: Key, thinned_before: u64, now: u64) -> Result<u64, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT number, stored_at FROM entries INDEXED BY entries_checkpoints
         WHERE backup = ?1 AND kind = 2 AND body IS NOT NULL ORDER BY number",
    )?;
    let kept = select
        .query_map([key], |row| Ok(KeptCheckpoint { number: row.get(0)?, stored_at: row.get(1)? }))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let Some(ThinPlan { changes_before, checkpoints }) = plan(&kept, now) else { return Ok(0) };
    if changes_before <= thinned_before && checkpoints.is_empty() {
        return Ok(0);
    }
    let mut bodies = 0;
    let mut bytes = 0;
    let mut measure = connection.prepare_cached(
        "SELECT count(*), coalesce(sum(length(body)), 0) FROM entries
         WHERE backup = ?1 AND number >= ?2 AND number < ?3 AND kind = ?4 AND body IS NOT NULL",
    )?;
    let mut empty = connection.prepare_cached(
        "UPDATE entries SET body = NULL
         WHERE backup = ?1 AND number >= ?2 AND number < ?3 AND kind = ?4 AND body IS NOT NULL",
    )?;
    let changes = (thinned_before, changes_before, 1);
    for (from, to, kind) in checkpoints.iter().map(|number| (*number, number + 1, 2)).chain([changes]) {
        let (count, length): (u64, u64) =
            measure.query_row(params![key, from, to, kind], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if count > 0 {
            empty.execute(params![key, from, to, kind])?;
        }
        bodies += count;
        bytes += length;
    }
    connection
        .prepare_cached(
            "UPDATE backups SET thinned_before = max(thinned_before, ?2), bytes = max(bytes - ?3, 0) WHERE key = ?1",
        )?
        .execute(params![key, changes_before, bytes])?;
    Ok(bodies)
}
