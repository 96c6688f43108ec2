//! Sessions, and when devices were last at work.

use regain_log::{BackupId, MemberId, MemberKind};
use regain_storage::{
    DeviceSeen, NewSession, OpenSession, OpenSessionOutcome, Pending, SessionRow, Sessions, StorageError,
    TOUCH_EVERY_MS, TokenHash,
};
use rusqlite::{Connection, OptionalExtension, params};

use crate::SqliteStorage;
use crate::backups::{self, Key, KindColumn};
use crate::failure::Failure;

impl Sessions for SqliteStorage {
    fn open_session(&self, request: OpenSession) -> Pending<'_, OpenSessionOutcome> {
        self.write(size_of::<OpenSession>(), move |connection| open(connection, &request))
    }

    fn find_session(&self, token: TokenHash, now: u64) -> Pending<'_, Option<SessionRow>> {
        self.read(move |connection| find(connection, &token, now))
    }

    fn end_session(&self, token: TokenHash) -> Pending<'_, bool> {
        self.write(size_of::<TokenHash>(), move |connection| {
            Ok(connection.prepare_cached("DELETE FROM sessions WHERE token = ?1")?.execute([&token])? == 1)
        })
    }

    fn end_sessions_of(&self, backup: BackupId, member: MemberId) -> Pending<'_, u64> {
        self.write(0, move |connection| match backups::key(connection, backup)? {
            Some(key) => end_of_member(connection, key, member),
            None => Ok(0),
        })
    }

    fn touch_session(&self, token: TokenHash, now: u64, expires: u64) -> Pending<'_, ()> {
        Box::pin(async move {
            // The writer is asked only when there is something to write.
            let found = self.readers.run(move |connection| find(connection, &token, now)).await?;
            if found.is_none_or(|session| now < session.used.saturating_add(TOUCH_EVERY_MS)) {
                return Ok(());
            }
            self.writer.run(0, move |connection| touch(connection, &token, now, expires)).await
        })
    }

    fn member_seen(&self, backup: BackupId, member: MemberId, now: u64) -> Pending<'_, ()> {
        Box::pin(async move {
            let due = move |connection: &Connection| {
                let seen: Option<u64> = connection
                    .prepare_cached(
                        "SELECT at FROM seen WHERE backup = (SELECT key FROM backups WHERE id = ?1) AND member = ?2",
                    )?
                    .query_row([backup.as_bytes(), member.as_bytes()], |row| row.get(0))
                    .optional()?;
                Ok(seen.is_none_or(|at| now >= at.saturating_add(TOUCH_EVERY_MS)))
            };
            if !self.readers.run(due).await? {
                return Ok::<_, StorageError>(());
            }
            let write = move |connection: &Connection| match backups::key(connection, backup)? {
                Some(key) => seen(connection, key, member, now),
                None => Ok(()),
            };
            self.writer.run(0, write).await
        })
    }

    fn devices_seen(&self, backup: BackupId) -> Pending<'_, Vec<DeviceSeen>> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT member, at FROM seen WHERE backup = (SELECT key FROM backups WHERE id = ?1) ORDER BY member",
            )?;
            let rows = statement.query_map([backup.as_bytes()], |row| {
                Ok(DeviceSeen { member: MemberId(row.get(0)?), last_seen: row.get(1)? })
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}

fn open(connection: &Connection, request: &OpenSession) -> Result<OpenSessionOutcome, Failure> {
    let key: Option<Key> = connection
        .prepare_cached("SELECT key FROM backups WHERE id = ?1 AND control_hash = ?2")?
        .query_row(params![request.backup.as_bytes(), request.control.as_bytes()], |row| row.get(0))
        .optional()?;
    let Some(key) = key else { return Ok(OpenSessionOutcome::ControlMoved) };
    insert(connection, key, &request.session, request.now)?;
    Ok(OpenSessionOutcome::Opened)
}

/// Adds a session.
pub fn insert(connection: &Connection, key: Key, session: &NewSession, now: u64) -> Result<(), Failure> {
    let NewSession { token, member, kind, expires } = session;
    let inserted = connection
        .prepare_cached(
            "INSERT INTO sessions (token, backup, member, kind, opened, used, expires)
             VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6) ON CONFLICT DO NOTHING",
        )?
        .execute(params![token, key, member.as_bytes(), *kind as u8, now, expires])?;
    if inserted == 0 {
        return Err(Failure::misuse("a session's token was used before"));
    }
    if *kind == MemberKind::Device {
        seen(connection, key, *member, now)?;
    }
    Ok(())
}

fn find(connection: &Connection, token: &TokenHash, now: u64) -> Result<Option<SessionRow>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT b.id, s.member, s.kind, s.opened, s.used, s.expires
         FROM sessions s JOIN backups b ON b.key = s.backup WHERE s.token = ?1 AND s.expires > ?2",
    )?;
    let row = statement.query_row(params![token, now], |row| {
        Ok(SessionRow {
            backup: BackupId(row.get(0)?),
            member: MemberId(row.get(1)?),
            kind: row.get::<_, KindColumn>(2)?.0,
            opened: row.get(3)?,
            used: row.get(4)?,
            expires: row.get(5)?,
        })
    });
    Ok(row.optional()?)
}

/// Whether this token is an open session of this backup.
pub fn is_open(connection: &Connection, key: Key, token: &TokenHash, now: u64) -> Result<bool, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM sessions WHERE token = ?1 AND backup = ?2 AND expires > ?3)",
    )?;
    Ok(statement.query_row(params![token, key, now], |row| row.get(0))?)
}

fn touch(connection: &Connection, token: &TokenHash, now: u64, expires: u64) -> Result<(), Failure> {
    let touched: Option<(Key, [u8; 16], KindColumn)> = connection
        .prepare_cached(
            "UPDATE sessions SET used = ?2, expires = ?3 WHERE token = ?1 AND expires > ?2 AND used + ?4 <= ?2
             RETURNING backup, member, kind",
        )?
        .query_row(params![token, now, expires, TOUCH_EVERY_MS], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    match touched {
        Some((key, member, KindColumn(MemberKind::Device))) => seen(connection, key, MemberId(member), now),
        _ => Ok(()),
    }
}

/// Notes that a member was at work, at most every [`TOUCH_EVERY_MS`].
pub fn seen(connection: &Connection, key: Key, member: MemberId, now: u64) -> Result<(), Failure> {
    connection
        .prepare_cached(
            "INSERT INTO seen (backup, member, at) VALUES (?1, ?2, ?3)
             ON CONFLICT (backup, member) DO UPDATE SET at = excluded.at WHERE excluded.at >= at + ?4",
        )?
        .execute(params![key, member.as_bytes(), now, TOUCH_EVERY_MS])?;
    Ok(())
}

/// Ends all sessions of a member.
pub fn end_of_member(connection: &Connection, key: Key, member: MemberId) -> Result<u64, Failure> {
    let ended = connection
        .prepare_cached("DELETE FROM sessions WHERE backup = ?1 AND member = ?2")?
        .execute(params![key, member.as_bytes()])?;
    Ok(ended as u64)
}

/// Forgets when a member was last at work.
pub fn forget_seen(connection: &Connection, key: Key, member: MemberId) -> Result<(), Failure> {
    connection
        .prepare_cached("DELETE FROM seen WHERE backup = ?1 AND member = ?2")?
        .execute(params![key, member.as_bytes()])?;
    Ok(())
}
