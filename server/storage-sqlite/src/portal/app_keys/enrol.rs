//! A code is offered and used.

use regain_storage::portal::{
    Asked, Enrol, EnrolOutcome, EnrolmentRow, MethodKind, MethodState, NewMethod, OfferEnrolment,
    OpenRequestOutcome, Purpose, TakeOneTime, ThingHash,
};
use rusqlite::{Connection, OptionalExtension, params};

use crate::failure::Failure;
use crate::portal::{approvals, audit, messages, methods, one_times, people};

/// Keeps a code and what it was decided with.
pub fn offer(connection: &Connection, request: &OfferEnrolment) -> Result<bool, Failure> {
    let OfferEnrolment { code, session, replacing, limited_until, now } = request;
    if code.purpose != Purpose::Enrolment || code.uses != Some(1) || code.expires.is_none() {
        return Err(Failure::misuse("an enrolment code is good once, and ends"));
    }
    let is_there: bool = connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM portal_sessions WHERE token = ?1 AND person = ?2 AND expires > ?3)",
        )?
        .query_row(params![session, code.person.0, now], |row| row.get(0))?;
    if !is_there || !one_times::insert(connection, code)? {
        return Ok(false);
    }
    connection
        .prepare_cached(
            "INSERT INTO enrolments (code, session, replacing, limited_until) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![code.hash, session, replacing.map(|method| method.0), limited_until])?;
    Ok(true)
}

/// A code that can be used.
pub fn look(connection: &Connection, code: &ThingHash, now: u64) -> Result<Option<EnrolmentRow>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT o.person, e.session, o.expires, e.method FROM enrolments e
            JOIN one_times o ON o.hash = e.code JOIN portal_sessions s ON s.token = e.session
         WHERE e.code = ?1 AND o.uses > 0 AND o.expires > ?2 AND s.expires > ?2",
    )?;
    Ok(statement.query_row(params![code, now], super::row).optional()?)
}

/// Uses a code: the method that waits, and its test.
pub fn enrol(connection: &Connection, request: &Enrol) -> Result<EnrolOutcome, Failure> {
    let Enrol { code, message, name, key, test, notes } = request;
    let (person, now) = (test.person, test.now);
    let Asked::Enrolment { session, method: id } = test.asked else {
        return Err(Failure::misuse("a test asks for an enrolment"));
    };
    if messages::is_known(connection, *message)? {
        return Ok(EnrolOutcome::Replayed);
    }
    let found = look(connection, code, now)?;
    if found.is_none_or(|row| row.person != person || row.session != session) {
        return Ok(EnrolOutcome::Ended);
    }
    let take = TakeOneTime { hash: *code, person, purpose: Purpose::Enrolment, now };
    // The one statement that of many at once succeeds for one.
    if one_times::take(connection, take)?.is_none() {
        return Ok(EnrolOutcome::Ended);
    }
    messages::accept(connection, *message)?;
    people::raise_anyway(connection, person)?;
    let (kind, state) = (MethodKind::Approval, MethodState::Waiting);
    let (name, secret) = (name.clone(), key.clone());
    let method = NewMethod { id, kind, state, name, secret, ends: None, limited_until: None };
    methods::insert(connection, person, &method, now)?;
    connection
        .prepare_cached(
            "UPDATE methods SET (replaces, limited_until) = (SELECT replacing, limited_until FROM enrolments WHERE code = ?3)
             WHERE person = ?1 AND id = ?2",
        )?
        .execute(params![person.0, id.0, code])?;
    connection
        .prepare_cached("UPDATE enrolments SET method = ?2 WHERE code = ?1")?
        .execute(params![code, id.0])?;
    if approvals::open(connection, test)? != OpenRequestOutcome::Opened {
        return Err(Failure::misuse("the test of a new method goes before all other requests"));
    }
    audit::note(connection, notes)?;
    Ok(EnrolOutcome::Enrolled)
}
