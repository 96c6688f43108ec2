//! A request is opened.

use regain_storage::portal::{
    Asked, MethodId, MethodKind, MethodState, OpenRequest, OpenRequestOutcome, PersonId, Purpose,
    RequestState,
};
use rusqlite::{Connection, OptionalExtension, params};

use super::{ENROLMENT, RESUME, SIGN_IN, STEP_UP, waits};
use crate::failure::Failure;
use crate::portal::{methods, one_times};

/// Opens a request.
pub fn open(connection: &Connection, request: &OpenRequest) -> Result<OpenRequestOutcome, Failure> {
    let OpenRequest { id, person, asked, texts, expires, now } = request;
    if !may_ask(connection, *person, asked, *now)? {
        return Ok(OpenRequestOutcome::Gone);
    }
    let goes_first = matches!(asked, Asked::Enrolment { .. } | Asked::Resume { .. });
    if let Some(until) = paused_until(connection, *person)?.filter(|until| *until > *now && !goes_first) {
        return Ok(OpenRequestOutcome::Paused(until));
    }
    connection
        .prepare_cached(concat!(
            "UPDATE approval_requests AS r SET state = ?4
             WHERE r.person = ?2 AND r.state = 1 AND (r.asker = ?3 OR ?5 OR NOT ",
            waits!(),
            ")"
        ))?
        .execute(params![now, person.0, asked.asker(), RequestState::Over as u8, goes_first])?;
    let (purpose, method) = numbers(asked);
    let opened = connection
        .prepare_cached(
            "INSERT INTO approval_requests
                (id, person, purpose, asker, method, application, place, browser, number, created, expires, state)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            id.0,
            person.0,
            purpose,
            asked.asker(),
            method.map(|method| method.0),
            texts.application,
            texts.place,
            texts.browser,
            texts.number,
            now,
            expires,
            RequestState::Waiting as u8
        ])?;
    Ok(if opened == 1 { OpenRequestOutcome::Opened } else { OpenRequestOutcome::Pending })
}

fn numbers(asked: &Asked) -> (u8, Option<MethodId>) {
    match asked {
        Asked::Enrolment { method, .. } => (ENROLMENT, Some(*method)),
        Asked::SignIn(_) => (SIGN_IN, None),
        Asked::StepUp(_) => (STEP_UP, None),
        Asked::Resume { method, .. } => (RESUME, Some(*method)),
    }
}

fn may_ask(connection: &Connection, person: PersonId, asked: &Asked, now: u64) -> Result<bool, Failure> {
    let is = |method, state| methods::is(connection, person, method, MethodKind::Approval, state);
    match asked {
        Asked::SignIn(attempt) => exists(
            connection,
            "SELECT EXISTS (SELECT 1 FROM sign_ins WHERE id = ?1 AND person = ?2 AND started <= ?3 AND expires > ?3)",
            attempt,
            person,
            now,
        ),
        Asked::StepUp(session) => has_session(connection, session, person, now),
        Asked::Enrolment { session, method } => {
            Ok(is(*method, MethodState::Waiting)? && has_session(connection, session, person, now)?)
        }
        Asked::Resume { link, method } => {
            let thing = one_times::look(connection, link, Purpose::Resume, now)?;
            let leads_here =
                thing.is_some_and(|thing| thing.person == person && thing.method == Some(*method));
            Ok(leads_here && is(*method, MethodState::Suspended)?)
        }
    }
}

fn has_session(
    connection: &Connection,
    session: &[u8; 32],
    person: PersonId,
    now: u64,
) -> Result<bool, Failure> {
    exists(
        connection,
        "SELECT EXISTS (SELECT 1 FROM portal_sessions WHERE token = ?1 AND person = ?2 AND expires > ?3)",
        session,
        person,
        now,
    )
}

fn exists(
    connection: &Connection,
    sql: &str,
    hash: &[u8; 32],
    person: PersonId,
    now: u64,
) -> Result<bool, Failure> {
    Ok(connection.prepare_cached(sql)?.query_row(params![hash, person.0, now], |row| row.get(0))?)
}

fn paused_until(connection: &Connection, person: PersonId) -> Result<Option<u64>, Failure> {
    let found = connection
        .prepare_cached("SELECT paused_until FROM people WHERE id = ?1")?
        .query_row([person.0], |row| row.get(0))
        .optional()?;
    Ok(found.flatten())
}
