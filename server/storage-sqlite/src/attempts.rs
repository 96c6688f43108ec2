//! Sign-in attempts.

use regain_storage::{Attempts, Pending, PutAttempt};
use rusqlite::{OptionalExtension, params};

use crate::SqliteStorage;

impl Attempts for SqliteStorage {
    fn put_attempt(&self, request: PutAttempt) -> Pending<'_, bool> {
        self.write(request.state.len(), move |connection| {
            let PutAttempt { id, state, expires } = &request;
            let inserted = connection
                .prepare_cached(
                    "INSERT INTO attempts (id, state, expires) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
                )?
                .execute(params![id, state, expires])?;
            Ok(inserted == 1)
        })
    }

    fn take_attempt(&self, id: [u8; 32], now: u64) -> Pending<'_, Option<Vec<u8>>> {
        self.write(0, move |connection| {
            let state = connection
                .prepare_cached("DELETE FROM attempts WHERE id = ?1 AND expires > ?2 RETURNING state")?
                .query_row(params![id, now], |row| row.get(0))
                .optional()?;
            Ok(state)
        })
    }
}
