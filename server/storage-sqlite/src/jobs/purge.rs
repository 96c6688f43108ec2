//! Closed backups are erased.

use regain_storage::CLOSED_KEPT_MS;
use rusqlite::{Connection, params};

use crate::failure::Failure;

/// Few, since each may have a long log and others wait meanwhile.
const AT_ONCE: u32 = 4;

pub fn purge(connection: &Connection, now: u64) -> Result<u64, Failure> {
    let Some(closed_before) = now.checked_sub(CLOSED_KEPT_MS) else { return Ok(0) };
    // The rest goes with it, by its foreign keys.
    let purged = connection
        .prepare_cached(
            "DELETE FROM backups WHERE key IN (SELECT key FROM backups WHERE closed_at <= ?1 ORDER BY closed_at LIMIT ?2)",
        )?
        .execute(params![closed_before, AT_ONCE])?;
    Ok(purged as u64)
}
