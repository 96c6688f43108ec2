//! Sessions of people.

use regain_storage::Pending;
use regain_storage::portal::{
    Evidence, MethodId, MethodKind, MethodState, NewPortalSession, Notes, PersonId, PortalSessionRow,
    PortalSessions, ThingHash,
};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::columns::{self, column};
use super::{audit, people};
use crate::SqliteStorage;
use crate::failure::Failure;

impl PortalSessions for SqliteStorage {
    fn portal_session(&self, token: ThingHash, now: u64) -> Pending<'_, Option<PortalSessionRow>> {
        self.read(move |connection| {
            let found = connection
                .prepare_cached(
                    "SELECT token, person, opened, expires, origin FROM portal_sessions WHERE token = ?1 AND expires > ?2",
                )?
                .query_row(params![token, now], row)
                .optional()?;
            found.map(|session| with_evidence(connection, session)).transpose()
        })
    }

    fn portal_sessions(&self, person: PersonId, now: u64) -> Pending<'_, Vec<PortalSessionRow>> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT token, person, opened, expires, origin FROM portal_sessions
                 WHERE person = ?1 AND expires > ?2 ORDER BY opened DESC, token",
            )?;
            let rows = statement.query_map(params![person.0, now], row)?;
            rows.map(|session| with_evidence(connection, session?)).collect()
        })
    }

    fn step_up(&self, token: ThingHash, evidence: Evidence) -> Pending<'_, bool> {
        self.write(0, move |connection| step_up(connection, &token, evidence))
    }

    fn end_portal_session(&self, person: PersonId, token: ThingHash, notes: Notes) -> Pending<'_, bool> {
        self.write(audit::weight(&notes), move |connection| {
            let ended = connection
                .prepare_cached("DELETE FROM portal_sessions WHERE token = ?1 AND person = ?2")?
                .execute(params![token, person.0])?;
            people::noted(connection, ended == 1, &notes)
        })
    }

    fn end_portal_sessions(
        &self,
        person: PersonId,
        except: Option<ThingHash>,
        notes: Notes,
    ) -> Pending<'_, u64> {
        self.write(audit::weight(&notes), move |connection| {
            let ended = end_all(connection, person, except.as_ref())?;
            audit::note(connection, &notes)?;
            Ok(ended)
        })
    }
}

/// Opens a session.
pub fn insert(
    connection: &Connection,
    person: PersonId,
    session: &NewPortalSession,
    evidence: &[Evidence],
    now: u64,
) -> Result<(), Failure> {
    let NewPortalSession { token, expires, origin } = session;
    let inserted = connection
        .prepare_cached(
            "INSERT INTO portal_sessions (token, person, opened, expires, origin) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![token, person.0, now, expires, origin])?;
    if inserted == 0 {
        return Err(Failure::misuse("a session's token was used before"));
    }
    evidence.iter().try_for_each(|evidence| add_evidence(connection, person, token, *evidence))
}

/// Adds what was proven again.
pub fn step_up(connection: &Connection, token: &ThingHash, evidence: Evidence) -> Result<bool, Failure> {
    let owner: Option<PersonId> = connection
        .prepare_cached(
            "SELECT s.person FROM portal_sessions s JOIN methods m ON m.person = s.person
             WHERE s.token = ?1 AND s.expires > ?4 AND m.kind = ?2 AND m.id = ?3 AND m.state = ?5",
        )?
        .query_row(
            params![token, evidence.kind as u8, evidence.method.0, evidence.at, MethodState::Live as u8],
            |row| column(row, 0),
        )
        .optional()?;
    let Some(owner) = owner else { return Ok(false) };
    add_evidence(connection, owner, token, evidence)?;
    Ok(true)
}

/// Ends the sessions of a person but one, and the attempts.
pub fn end_all(
    connection: &Connection,
    person: PersonId,
    except: Option<&ThingHash>,
) -> Result<u64, Failure> {
    connection.prepare_cached("DELETE FROM sign_ins WHERE person = ?1")?.execute([person.0])?;
    let ended = connection
        .prepare_cached("DELETE FROM portal_sessions WHERE person = ?1 AND (?2 IS NULL OR token <> ?2)")?
        .execute(params![person.0, except])?;
    Ok(ended as u64)
}

/// Ends the sessions that rest on this method.
pub fn end_resting_on(connection: &Connection, person: PersonId, method: MethodId) -> Result<(), Failure> {
    connection
        .prepare_cached(
            "DELETE FROM portal_sessions WHERE person = ?1
             AND token IN (SELECT session FROM session_evidence WHERE method = ?2 AND kind = ?3)",
        )?
        .execute(params![person.0, method.0, MethodKind::Pass as u8])?;
    Ok(())
}

fn add_evidence(
    connection: &Connection,
    person: PersonId,
    session: &ThingHash,
    evidence: Evidence,
) -> Result<(), Failure> {
    connection
        .prepare_cached(
            "INSERT INTO session_evidence (session, method, kind, at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (session, method) DO UPDATE SET at = excluded.at WHERE excluded.at > session_evidence.at",
        )?
        .execute(params![session, evidence.method.0, evidence.kind as u8, evidence.at])?;
    columns::seen(connection, person, evidence)
}

fn row(row: &Row<'_>) -> rusqlite::Result<PortalSessionRow> {
    Ok(PortalSessionRow {
        token: row.get(0)?,
        person: column(row, 1)?,
        opened: row.get(2)?,
        expires: row.get(3)?,
        origin: row.get(4)?,
        evidence: Vec::new(),
    })
}

fn with_evidence(
    connection: &Connection,
    mut session: PortalSessionRow,
) -> Result<PortalSessionRow, Failure> {
    let sql = "SELECT kind, method, at FROM session_evidence WHERE session = ?1 ORDER BY kind, method";
    session.evidence = columns::evidence(connection, sql, &session.token)?;
    Ok(session)
}
