//! What has expired is forgotten.

use rusqlite::{Connection, params};

use crate::failure::Failure;

const SWEEPS: [&str; 13] = [
    "DELETE FROM sessions WHERE token IN (SELECT token FROM sessions WHERE expires <= ?1 LIMIT ?2)",
    "DELETE FROM attempts WHERE id IN (SELECT id FROM attempts WHERE expires <= ?1 LIMIT ?2)",
    "DELETE FROM budgets WHERE key IN (SELECT key FROM budgets WHERE expires <= ?1 LIMIT ?2)",
    "DELETE FROM alerts WHERE key IN (SELECT key FROM alerts WHERE confirmed = 0 AND expires <= ?1 LIMIT ?2)",
    "DELETE FROM sign_ins WHERE id IN (SELECT id FROM sign_ins WHERE expires <= ?1 LIMIT ?2)",
    "DELETE FROM portal_sessions WHERE token IN (SELECT token FROM portal_sessions WHERE expires <= ?1 LIMIT ?2)",
    "DELETE FROM one_times WHERE hash IN (SELECT hash FROM one_times WHERE expires <= ?1 LIMIT ?2)",
    "DELETE FROM messages WHERE hash IN (SELECT hash FROM messages WHERE expires <= ?1 LIMIT ?2)",
    "DELETE FROM app_sessions WHERE token IN (SELECT token FROM app_sessions WHERE expires <= ?1 LIMIT ?2)",
    "DELETE FROM deeds WHERE id IN (SELECT id FROM deeds WHERE expires <= ?1 LIMIT ?2)",
    // "It wasn't me" finds a request for a day, and a method that nobody tests is listed for an hour.
    "DELETE FROM approval_requests WHERE id IN (SELECT id FROM approval_requests WHERE expires <= ?1 - 86400000 LIMIT ?2)",
    "DELETE FROM methods WHERE state = 1 AND (person, id) IN
        (SELECT person, id FROM methods WHERE state = 1 AND added <= ?1 - 3600000 LIMIT ?2)",
    // Of names that nobody has, after 30 days.
    "DELETE FROM guesses WHERE key IN (SELECT key FROM guesses WHERE key >= x'ff' AND last <= ?1 - 2592000000 LIMIT ?2)",
];

pub fn sweep(connection: &Connection, now: u64, batch: usize) -> Result<u64, Failure> {
    let mut swept = 0;
    for sql in SWEEPS {
        swept += connection.prepare_cached(sql)?.execute(params![now, batch])? as u64;
    }
    Ok(swept)
}
