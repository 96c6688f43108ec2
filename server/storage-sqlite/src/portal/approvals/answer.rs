//! A request is answered.

use regain_storage::portal::{
    AnswerRequest, Answered, Asked, Decision, MethodKind, MethodState, Purpose, RequestRow, RequestState,
    TakeOneTime,
};
use rusqlite::{Connection, params};

use super::by_id;
use crate::failure::Failure;
use crate::portal::{audit, columns, messages, methods, one_times, people, sessions, sign_ins};

/// Answers a request.
pub fn answer(connection: &Connection, answer: &AnswerRequest) -> Result<Answered, Failure> {
    if messages::is_known(connection, answer.message)? {
        return Ok(Answered::Replayed);
    }
    let Some(request) = by_id(connection, answer.person, answer.request, answer.now)? else {
        return Ok(Answered::NotOpen);
    };
    let is_report = matches!(answer.decision, Decision::Report { .. });
    let is_open = is_report || request.state == RequestState::Waiting;
    if !is_open || !may_answer(connection, answer, &request, is_report)? {
        return Ok(Answered::NotOpen);
    }
    let ends = ends_as(answer, &request);
    // The one statement that of many at once succeeds for one.
    let ended = connection
        .prepare_cached(
            "UPDATE approval_requests SET state = ?2, answered_by = ?3, answered_at = ?4 WHERE id = ?1 AND state IN (1, ?5)",
        )?
        .execute(params![
            request.id.0,
            ends as u8,
            answer.method.0,
            answer.now,
            request.state as u8
        ])?;
    if ended == 0 && !is_report {
        return Ok(Answered::NotOpen);
    }
    messages::accept(connection, answer.message)?;
    match (ends, &answer.decision) {
        (RequestState::Approved, _) => approve(connection, answer, &request)?,
        (_, Decision::Report { pause_until }) => report(connection, &request, *pause_until)?,
        _ => {}
    }
    let is_wrong = ends == RequestState::WrongNumber;
    audit::note(connection, if is_wrong { &answer.on_wrong_number } else { &answer.notes })?;
    Ok(Answered::Ended(ends))
}

fn ends_as(answer: &AnswerRequest, request: &RequestRow) -> RequestState {
    match &answer.decision {
        Decision::Approve(number) if *number == request.texts.number => RequestState::Approved,
        Decision::Approve(_) => RequestState::WrongNumber,
        Decision::Deny => RequestState::Denied,
        Decision::Report { .. } => RequestState::Reported,
    }
}

/// A test is answered by the method that is tested, which may be in use already when "It wasn't me" is said.
fn may_answer(
    connection: &Connection,
    answer: &AnswerRequest,
    request: &RequestRow,
    is_report: bool,
) -> Result<bool, Failure> {
    let is = |state| methods::is(connection, answer.person, answer.method, MethodKind::Approval, state);
    let (tested, state) = match request.asked {
        Asked::SignIn(_) | Asked::StepUp(_) => return is(MethodState::Live),
        Asked::Enrolment { method, .. } => (method, MethodState::Waiting),
        Asked::Resume { method, .. } => (method, MethodState::Suspended),
    };
    Ok(tested == answer.method && (is(state)? || is_report && is(MethodState::Live)?))
}

fn approve(connection: &Connection, answer: &AnswerRequest, request: &RequestRow) -> Result<(), Failure> {
    let (person, method, evidence) = (answer.person, answer.method, answer.evidence());
    let added = match &request.asked {
        Asked::SignIn(attempt) => {
            columns::seen(connection, person, evidence)?;
            sign_ins::add_evidence(connection, attempt, evidence)?
        }
        Asked::StepUp(session) => sessions::step_up(connection, session, evidence)?,
        Asked::Enrolment { session, .. } => {
            people::raise_anyway(connection, person)?;
            let replaced = methods::replaces(connection, person, method)?;
            methods::go_live(connection, person, method, MethodKind::Approval, replaced)?;
            sessions::step_up(connection, session, evidence)?
        }
        Asked::Resume { link, .. } => {
            people::raise_anyway(connection, person)?;
            let purpose = Purpose::Resume;
            let link = TakeOneTime { hash: *link, person, purpose, now: answer.now };
            let taken = one_times::take(connection, link)?.is_some();
            methods::set_state(connection, person, method, MethodState::Live, None)?;
            columns::seen(connection, person, evidence)?;
            taken
        }
    };
    if added { Ok(()) } else { Err(Failure::misuse("a request waits only while who asked is there")) }
}

/// Who asked is out, and nobody asks for a while.
fn report(connection: &Connection, request: &RequestRow, pause_until: u64) -> Result<(), Failure> {
    let end = match request.asked {
        Asked::SignIn(_) => Some("DELETE FROM sign_ins WHERE id = ?1 AND person = ?2"),
        Asked::StepUp(_) | Asked::Enrolment { .. } => {
            Some("DELETE FROM portal_sessions WHERE token = ?1 AND person = ?2")
        }
        Asked::Resume { .. } => None,
    };
    if let Some(sql) = end {
        connection.prepare_cached(sql)?.execute(params![request.asked.asker(), request.person.0])?;
    }
    connection
        .prepare_cached(
            "UPDATE people SET paused_until = ?2 WHERE id = ?1 AND coalesce(paused_until, 0) < ?2",
        )?
        .execute(params![request.person.0, pause_until])?;
    Ok(())
}
