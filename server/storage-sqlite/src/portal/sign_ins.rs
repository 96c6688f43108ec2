//! Attempts to sign in.

use regain_storage::Pending;
use regain_storage::portal::{
    BeginSignIn, Evidence, FinishSignIn, FinishSignInOutcome, MethodState, PersonId, PersonState, SignInRow,
    SignIns, ThingHash,
};
use rusqlite::{Connection, OptionalExtension, params};

use super::columns::{self, column, optional};
use super::{audit, sessions};
use crate::SqliteStorage;
use crate::failure::Failure;

impl SignIns for SqliteStorage {
    fn begin_sign_in(&self, request: BeginSignIn) -> Pending<'_, bool> {
        self.write(0, move |connection| {
            let BeginSignIn { id, person, started, expires } = &request;
            let begun = connection
                .prepare_cached(
                    "INSERT INTO sign_ins (id, person, started, expires) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                )?
                .execute(params![id, person.map(|person| person.0), started, expires])?;
            Ok(begun == 1)
        })
    }

    fn sign_in(&self, id: ThingHash, now: u64) -> Pending<'_, Option<SignInRow>> {
        self.read(move |connection| {
            let found = connection
                .prepare_cached("SELECT person, started FROM sign_ins WHERE id = ?1 AND expires > ?2")?
                .query_row(params![id, now], |row| Ok((optional(row, 0)?, row.get(1)?)))
                .optional()?;
            let Some((person, started)) = found else { return Ok(None) };
            Ok(Some(SignInRow { person, started, evidence: evidence(connection, &id)? }))
        })
    }

    fn add_evidence(&self, id: ThingHash, evidence: Evidence) -> Pending<'_, bool> {
        self.write(0, move |connection| add_evidence(connection, &id, evidence))
    }

    fn finish_sign_in(&self, request: FinishSignIn) -> Pending<'_, FinishSignInOutcome> {
        let bytes = request.session.origin.len() + audit::weight(&request.notes);
        self.write(bytes, move |connection| finish(connection, &request))
    }
}

/// Adds what was proven, by one conditional statement.
pub fn add_evidence(connection: &Connection, id: &ThingHash, evidence: Evidence) -> Result<bool, Failure> {
    let added = connection
        .prepare_cached(
            "INSERT INTO sign_in_evidence (sign_in, kind, method, at)
             SELECT s.id, m.kind, m.id, ?4 FROM sign_ins s JOIN methods m ON m.person = s.person
             WHERE s.id = ?1 AND s.started <= ?4 AND s.expires > ?4 AND m.kind = ?2 AND m.id = ?3 AND m.state = ?5
             ON CONFLICT (sign_in, kind) DO UPDATE SET method = excluded.method, at = excluded.at",
        )?
        .execute(params![id, evidence.kind as u8, evidence.method.0, evidence.at, MethodState::Live as u8])?;
    Ok(added == 1)
}

fn evidence(connection: &Connection, id: &ThingHash) -> Result<Vec<Evidence>, Failure> {
    columns::evidence(
        connection,
        "SELECT kind, method, at FROM sign_in_evidence WHERE sign_in = ?1 ORDER BY kind",
        id,
    )
}

fn finish(connection: &Connection, request: &FinishSignIn) -> Result<FinishSignInOutcome, Failure> {
    let FinishSignIn { attempt, revision, evidence: judged, session, now, notes } = request;
    let person: Option<Option<PersonId>> = connection
        .prepare_cached("SELECT person FROM sign_ins WHERE id = ?1 AND expires > ?2")?
        .query_row(params![attempt, now], |row| optional(row, 0))
        .optional()?;
    let Some(person) = person.flatten() else { return Ok(FinishSignInOutcome::Gone) };
    let stored = evidence(connection, attempt)?;
    if judged.is_empty() || judged.iter().any(|evidence| !stored.contains(evidence)) {
        return Ok(FinishSignInOutcome::Gone);
    }
    let state: Option<PersonState> = connection
        .prepare_cached("SELECT state FROM people WHERE id = ?1 AND revision = ?2")?
        .query_row(params![person.0, revision], |row| column(row, 0))
        .optional()?;
    if state.is_none_or(|state| state == PersonState::Disabled) {
        return Ok(FinishSignInOutcome::Moved);
    }
    // The one statement that of many at once succeeds for one.
    let ended = connection.prepare_cached("DELETE FROM sign_ins WHERE id = ?1")?.execute([attempt])?;
    if ended == 0 {
        return Ok(FinishSignInOutcome::Gone);
    }
    sessions::insert(connection, person, session, judged, *now)?;
    audit::note(connection, notes)?;
    Ok(FinishSignInOutcome::Opened)
}
