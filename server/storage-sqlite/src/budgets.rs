//! Budgets of guesses.

use regain_storage::{Budgets, Pending, Spend, Spent};
use rusqlite::params;

use crate::SqliteStorage;

impl Budgets for SqliteStorage {
    fn spend(&self, request: Spend) -> Pending<'_, Spent> {
        self.write(request.key.len(), move |connection| {
            let Spend { key, now, window_ms, limit } = &request;
            // A window that ends more than its own length ahead was opened by a clock that was wrong: it must not lock an account
            // until that date. (Twice the length, so that two servers' clocks may differ.)
            let (count, expires): (u64, u64) = connection
                .prepare_cached(
                    "INSERT INTO budgets (key, count, expires) VALUES (?1, 1, ?2 + ?3)
                     ON CONFLICT (key) DO UPDATE SET
                       count = iif(expires > ?2 AND expires <= ?2 + 2 * ?3, min(count, ?4) + 1, 1),
                       expires = iif(expires > ?2 AND expires <= ?2 + 2 * ?3, expires, ?2 + ?3)
                     RETURNING count, expires",
                )?
                .query_row(params![key, now, window_ms, limit], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let retry_after_ms = (count > *limit).then(|| expires.saturating_sub(*now).max(1));
            Ok(Spent { count, retry_after_ms })
        })
    }

    fn clear_budget(&self, key: &[u8]) -> Pending<'_, ()> {
        let key = key.to_vec();
        self.write(key.len(), move |connection| {
            connection.prepare_cached("DELETE FROM budgets WHERE key = ?1")?.execute([&key])?;
            Ok(())
        })
    }
}
