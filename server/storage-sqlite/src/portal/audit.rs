//! The audit log.

use regain_storage::portal::{AuditLog, AuditQuery, AuditRow, NewAudit, Notes, PersonId};
use regain_storage::{NewMail, Pending};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::columns::optional;
use crate::failure::Failure;
use crate::{SqliteStorage, outbox};

impl AuditLog for SqliteStorage {
    fn append_audit(&self, line: NewAudit) -> Pending<'_, u64> {
        self.write(line_weight(&line), move |connection| append(connection, &line))
    }

    fn append_notes(&self, notes: Notes) -> Pending<'_, ()> {
        self.write(weight(&notes), move |connection| note(connection, &notes))
    }

    fn search_audit(&self, query: AuditQuery) -> Pending<'_, Vec<AuditRow>> {
        self.read(move |connection| {
            let AuditQuery { before, person, action, limit } = query;
            let mut statement = connection.prepare_cached(
                "SELECT number, at, actor, target, action, origin, evidence, details, hash FROM audit
                 WHERE (?1 IS NULL OR number < ?1) AND (?2 IS NULL OR actor = ?2 OR target = ?2)
                   AND (?3 IS NULL OR action = ?3)
                 ORDER BY number DESC LIMIT ?4",
            )?;
            let person = person.map(|person| person.0);
            let rows = statement.query_map(params![before, person, action, limit], line)?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    fn audit_after(&self, number: u64, limit: usize) -> Pending<'_, Vec<AuditRow>> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT number, at, actor, target, action, origin, evidence, details, hash FROM audit
                 WHERE number > ?1 ORDER BY number LIMIT ?2",
            )?;
            let rows = statement.query_map(params![number, limit], line)?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}

/// Writes what belongs to a change.
pub fn note(connection: &Connection, notes: &Notes) -> Result<(), Failure> {
    append(connection, &notes.audit)?;
    notes.mails.iter().try_for_each(|mail| outbox::insert(connection, mail, notes.audit.at))
}

/// Bytes that notes hold while they wait.
pub fn weight(notes: &Notes) -> usize {
    line_weight(&notes.audit) + notes.mails.iter().map(|mail: &NewMail| outbox::weight(mail)).sum::<usize>()
}

fn append(connection: &Connection, line: &NewAudit) -> Result<u64, Failure> {
    let head = connection
        .prepare_cached("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (number, hash) = head.unwrap_or((0, [0; 32]));
    let AuditRow { number, line, hash } = AuditRow::after(number, &hash, line.clone());
    let id = |person: Option<PersonId>| person.map(|person| person.0);
    connection
        .prepare_cached(
            "INSERT INTO audit (number, at, actor, target, action, origin, evidence, details, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            number,
            line.at,
            id(line.actor),
            id(line.target),
            line.action,
            line.origin,
            line.evidence,
            line.details,
            hash
        ])?;
    Ok(number)
}

fn line(row: &Row<'_>) -> rusqlite::Result<AuditRow> {
    let line = NewAudit {
        at: row.get(1)?,
        actor: optional(row, 2)?,
        target: optional(row, 3)?,
        action: row.get(4)?,
        origin: row.get(5)?,
        evidence: row.get(6)?,
        details: row.get(7)?,
    };
    Ok(AuditRow { number: row.get(0)?, line, hash: row.get(8)? })
}

fn line_weight(line: &NewAudit) -> usize {
    line.action.len() + line.origin.len() + line.evidence.len() + line.details.len()
}
