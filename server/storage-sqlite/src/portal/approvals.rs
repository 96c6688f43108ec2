//! Requests for approvals.

mod answer;
mod open;

use regain_storage::Pending;
use regain_storage::portal::{
    AnswerRequest, Answered, ApprovalRequests, Asked, MethodId, MethodState, OpenRequest, OpenRequestOutcome,
    PersonId, RequestId, RequestRow, RequestTexts, ThingHash,
};
use rusqlite::types::ToSql;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::audit;
use super::columns::{Column, column, optional};
use crate::SqliteStorage;
use crate::failure::Failure;

pub use open::open;

/// Stored numbers of who asks: frozen.
const ENROLMENT: u8 = 1;
const SIGN_IN: u8 = 2;
const STEP_UP: u8 = 3;
const RESUME: u8 = 4;

/// Whether the request `r` waits at `?1`: nobody answered, its time is not over, and who asks is still there.
macro_rules! waits {
    () => {
        "(r.state = 1 AND r.expires > ?1 AND CASE r.purpose
            WHEN 2 THEN EXISTS (SELECT 1 FROM sign_ins s
                WHERE s.id = r.asker AND s.person = r.person AND s.started <= ?1 AND s.expires > ?1)
            WHEN 4 THEN EXISTS (SELECT 1 FROM one_times o
                WHERE o.hash = r.asker AND o.person = r.person AND o.purpose = 5 AND o.expires > ?1 AND o.uses > 0)
            ELSE EXISTS (SELECT 1 FROM portal_sessions s
                WHERE s.token = r.asker AND s.person = r.person AND s.expires > ?1) END)"
    };
}
pub(super) use waits;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT r.id, r.person, r.purpose, r.asker, r.method, r.application, r.place, r.browser, r.number,
                r.created, r.expires, CASE WHEN r.state <> 1 THEN r.state WHEN ",
            waits!(),
            " THEN 1 ELSE 6 END, r.answered_by, r.answered_at FROM approval_requests r WHERE ",
            $rest
        )
    };
}

impl ApprovalRequests for SqliteStorage {
    fn open_request(&self, request: OpenRequest) -> Pending<'_, OpenRequestOutcome> {
        self.write(256, move |connection| open(connection, &request))
    }

    fn waiting_request(
        &self,
        person: PersonId,
        method: MethodId,
        now: u64,
    ) -> Pending<'_, Option<RequestRow>> {
        self.read(move |connection| {
            let sql = concat!(
                select!("r.person = ?2 AND "),
                waits!(),
                " AND CASE WHEN r.purpose IN (1, 4) THEN r.method = ?3 ELSE EXISTS (
                    SELECT 1 FROM methods m WHERE m.person = ?2 AND m.id = ?3 AND m.kind = 2 AND m.state = ?4) END"
            );
            find(connection, sql, params![now, person.0, method.0, MethodState::Live as u8])
        })
    }

    fn request_of(&self, asker: ThingHash, now: u64) -> Pending<'_, Option<RequestRow>> {
        self.read(move |connection| {
            // What took an older one's place in the same millisecond has the smaller state.
            let sql = select!("r.asker = ?2 ORDER BY r.created DESC, r.state LIMIT 1");
            find(connection, sql, params![now, asker])
        })
    }

    fn request(&self, person: PersonId, id: RequestId, now: u64) -> Pending<'_, Option<RequestRow>> {
        self.read(move |connection| by_id(connection, person, id, now))
    }

    fn answer_request(&self, request: AnswerRequest) -> Pending<'_, Answered> {
        let bytes = audit::weight(&request.notes) + audit::weight(&request.on_wrong_number);
        self.write(bytes, move |connection| answer::answer(connection, &request))
    }
}

fn by_id(
    connection: &Connection,
    person: PersonId,
    id: RequestId,
    now: u64,
) -> Result<Option<RequestRow>, Failure> {
    find(connection, select!("r.person = ?2 AND r.id = ?3"), params![now, person.0, id.0])
}

fn find(connection: &Connection, sql: &str, by: &[&dyn ToSql]) -> Result<Option<RequestRow>, Failure> {
    Ok(connection.prepare_cached(sql)?.query_row(by, row).optional()?)
}

fn row(row: &Row<'_>) -> rusqlite::Result<RequestRow> {
    let texts = RequestTexts {
        application: row.get(5)?,
        place: row.get(6)?,
        browser: row.get(7)?,
        number: row.get(8)?,
    };
    let answered: Option<MethodId> = optional(row, 12)?;
    Ok(RequestRow {
        id: RequestId(row.get(0)?),
        person: column(row, 1)?,
        asked: asked(row.get(2)?, row.get(3)?, optional(row, 4)?)?,
        texts,
        created: row.get(9)?,
        expires: row.get(10)?,
        state: row.get::<_, Column<_>>(11)?.0,
        answered: answered.map(|method| row.get(13).map(|at| (method, at))).transpose()?,
    })
}

fn asked(purpose: u8, asker: ThingHash, method: Option<MethodId>) -> rusqlite::Result<Asked> {
    match (purpose, method) {
        (ENROLMENT, Some(method)) => Ok(Asked::Enrolment { session: asker, method }),
        (SIGN_IN, None) => Ok(Asked::SignIn(asker)),
        (STEP_UP, None) => Ok(Asked::StepUp(asker)),
        (RESUME, Some(method)) => Ok(Asked::Resume { link: asker, method }),
        _ => Err(rusqlite::Error::IntegralValueOutOfRange(2, purpose.into())),
    }
}
