//! Entries at the end of a log, if its head is the expected one.

use regain_storage::{Append, AppendOutcome, NewEntry};
use rusqlite::{Connection, OptionalExtension, params};

use super::{effects, insert, weight};
use crate::backups::{self, Key};
use crate::failure::Failure;
use crate::{outbox, sessions};

pub fn append(connection: &Connection, request: &Append) -> Result<AppendOutcome, Failure> {
    let last = last_of_run(request)?;
    let found = connection
        .prepare_cached("SELECT key, stored_at, head_number, head_hash FROM backups WHERE id = ?1")?
        .query_row([request.backup.as_bytes()], |row| {
            Ok((row.get(0)?, row.get(1)?, backups::position(row, 2)?))
        })
        .optional()?;
    let Some((key, newest, head)) = found else { return Ok(AppendOutcome::NoBackup) };
    if let Some(token) = &request.session
        && !sessions::is_open(connection, key, token, request.now)?
    {
        return Ok(AppendOutcome::SessionEnded);
    }
    if head != request.expected {
        let kept = head.number >= last.number && holds(connection, key, &request.entries)?;
        return Ok(if kept {
            AppendOutcome::Appended(last.position())
        } else {
            AppendOutcome::HeadMoved(head)
        });
    }
    if !effects::staged_are_there(connection, key, &request.effects)? {
        return Ok(AppendOutcome::NothingStaged);
    }
    store(connection, key, request, u64::max(request.now, newest))?;
    effects::apply(connection, key, &request.effects, request.now)?;
    for mail in &request.notices {
        outbox::insert(connection, mail, request.now)?;
    }
    Ok(AppendOutcome::Appended(last.position()))
}

/// The last entry of a run that is numbered as [`Append`] promises.
fn last_of_run(request: &Append) -> Result<&NewEntry, Failure> {
    let last = request.entries.last().ok_or_else(|| Failure::misuse("an append without entries"))?;
    let follows = |number, step| request.expected.number.checked_add(step) == Some(number);
    if request.entries.iter().zip(1..).any(|(entry, step)| !follows(entry.number, step)) {
        return Err(Failure::misuse("entries to append are not numbered from the expected head on"));
    }
    Ok(last)
}

/// Whether the log holds exactly these entries. The front decides: it holds the body's hash, and stays when the body goes.
fn holds(connection: &Connection, key: Key, entries: &[NewEntry]) -> Result<bool, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM entries WHERE backup = ?1 AND number = ?2 AND front = ?3)",
    )?;
    for entry in entries {
        if !statement.query_row(params![key, entry.number, entry.front], |row| row.get(0))? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn store(connection: &Connection, key: Key, request: &Append, stored_at: u64) -> Result<(), Failure> {
    let Append { entries, chain, .. } = request;
    for entry in entries {
        insert(connection, key, entry, stored_at)?;
    }
    let head = last_of_run(request)?;
    let control = entries.iter().rfind(|entry| !entry.kind.is_data()).map(|entry| entry.hash.0);
    connection
        .prepare_cached(
            "UPDATE backups SET head_number = ?2, head_hash = ?3, control_hash = coalesce(?4, control_hash),
               entries = entries + ?5, bytes = bytes + ?6, stored_at = ?7 WHERE key = ?1",
        )?
        .execute(params![
            key,
            head.number,
            head.hash.as_bytes(),
            control,
            entries.len(),
            weight(entries),
            stored_at
        ])?;
    if let Some(chain) = chain {
        connection
            .prepare_cached("UPDATE chains SET snapshot = ?2 WHERE backup = ?1")?
            .execute(params![key, chain])?;
    }
    Ok(())
}
