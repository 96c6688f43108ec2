//! Keys of the app.

mod enrol;

use regain_storage::Pending;
use regain_storage::portal::{
    AppKeys, AppSessionOutcome, Enrol, EnrolOutcome, EnrolmentRow, MethodId, MethodKind, MethodState,
    OfferEnrolment, OpenAppSession, PersonId, PersonState, ThingHash,
};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::approvals::waits;
use super::columns::{column, optional};
use super::{audit, messages};
use crate::SqliteStorage;
use crate::failure::Failure;

impl AppKeys for SqliteStorage {
    fn offer_enrolment(&self, request: OfferEnrolment) -> Pending<'_, bool> {
        self.write(0, move |connection| enrol::offer(connection, &request))
    }

    fn enrolment(&self, session: ThingHash, code: ThingHash) -> Pending<'_, Option<EnrolmentRow>> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT o.person, e.session, o.expires, e.method FROM enrolments e JOIN one_times o ON o.hash = e.code
                 WHERE e.session = ?1 AND e.code = ?2",
            )?;
            Ok(statement.query_row([session, code], row).optional()?)
        })
    }

    fn enrolment_by_code(&self, code: ThingHash, now: u64) -> Pending<'_, Option<EnrolmentRow>> {
        self.read(move |connection| enrol::look(connection, &code, now))
    }

    fn enrol(&self, request: Enrol) -> Pending<'_, EnrolOutcome> {
        let bytes = request.name.len() + request.key.len() + audit::weight(&request.notes);
        self.write(bytes, move |connection| enrol::enrol(connection, &request))
    }

    fn open_app_session(&self, request: OpenAppSession) -> Pending<'_, AppSessionOutcome> {
        self.write(0, move |connection| open(connection, &request))
    }

    fn app_session(&self, token: ThingHash, now: u64) -> Pending<'_, Option<(PersonId, MethodId)>> {
        self.read(move |connection| {
            let found: Option<(PersonId, MethodId)> = connection
                .prepare_cached("SELECT person, method FROM app_sessions WHERE token = ?1 AND expires > ?2")?
                .query_row(params![token, now], |row| Ok((column(row, 0)?, column(row, 1)?)))
                .optional()?;
            let Some((person, method)) = found else { return Ok(None) };
            Ok(reads(connection, person, method, now)?.then_some((person, method)))
        })
    }
}

fn open(connection: &Connection, request: &OpenAppSession) -> Result<AppSessionOutcome, Failure> {
    let OpenAppSession { token, person, method, expires, message, now } = request;
    if messages::is_known(connection, *message)? {
        return Ok(AppSessionOutcome::Replayed);
    }
    if !reads(connection, *person, *method, *now)? {
        return Ok(AppSessionOutcome::Ended);
    }
    messages::accept(connection, *message)?;
    connection
        .prepare_cached("INSERT INTO app_sessions (token, person, method, expires) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![token, person.0, method.0, expires])?;
    Ok(AppSessionOutcome::Opened)
}

/// Whether the method has something to read: it is in use, or a request that waits is about it.
fn reads(connection: &Connection, person: PersonId, method: MethodId, now: u64) -> Result<bool, Failure> {
    let mut statement = connection.prepare_cached(concat!(
        "SELECT EXISTS (SELECT 1 FROM methods m JOIN people p ON p.id = m.person
             WHERE m.person = ?2 AND m.id = ?3 AND m.kind = ?4 AND p.state <> ?6
               AND (m.state = ?5 OR EXISTS (SELECT 1 FROM approval_requests r
                 WHERE r.person = ?2 AND r.method = ?3 AND ",
        waits!(),
        ")))"
    ))?;
    let by = params![
        now,
        person.0,
        method.0,
        MethodKind::Approval as u8,
        MethodState::Live as u8,
        PersonState::Disabled as u8
    ];
    Ok(statement.query_row(by, |row| row.get(0))?)
}

fn row(row: &Row<'_>) -> rusqlite::Result<EnrolmentRow> {
    Ok(EnrolmentRow {
        person: column(row, 0)?,
        session: row.get(1)?,
        expires: row.get(2)?,
        method: optional(row, 3)?,
    })
}
