//! Recovery requests.

use regain_storage::Pending;
use regain_storage::portal::{NewRecovery, Notes, Recoveries, RecoveryClosed, RecoveryId, RecoveryRow};
use rusqlite::{OptionalExtension, Row, params};

use super::columns::{column, optional};
use super::{audit, people};
use crate::SqliteStorage;

impl Recoveries for SqliteStorage {
    fn ask_recovery(&self, request: NewRecovery) -> Pending<'_, bool> {
        let bytes = request.origin.len() + request.note.len() + audit::weight(&request.notes);
        self.write(bytes, move |connection| {
            let NewRecovery { id, person, made, origin, note, notes } = &request;
            let asked = connection
                .prepare_cached(
                    "INSERT INTO recoveries (id, person, made, origin, note)
                     SELECT ?1, id, ?3, ?4, ?5 FROM people WHERE id = ?2 ON CONFLICT DO NOTHING",
                )?
                .execute(params![id.0, person.0, made, origin, note])?;
            people::noted(connection, asked == 1, notes)
        })
    }

    fn open_recoveries(&self, limit: usize) -> Pending<'_, Vec<RecoveryRow>> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, person, made, origin, note, closed_at, closed_by, checked FROM recoveries
                 WHERE closed_at IS NULL ORDER BY made, id LIMIT ?1",
            )?;
            let rows = statement.query_map([limit], row)?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    fn recovery(&self, id: RecoveryId) -> Pending<'_, Option<RecoveryRow>> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, person, made, origin, note, closed_at, closed_by, checked FROM recoveries WHERE id = ?1",
            )?;
            Ok(statement.query_row([id.0], row).optional()?)
        })
    }

    fn close_recovery(&self, id: RecoveryId, closed: RecoveryClosed, notes: Notes) -> Pending<'_, bool> {
        self.write(closed.checked.len() + audit::weight(&notes), move |connection| {
            let RecoveryClosed { at, by, checked } = &closed;
            let done = connection
                .prepare_cached(
                    "UPDATE recoveries SET closed_at = ?2, closed_by = ?3, checked = ?4 WHERE id = ?1 AND closed_at IS NULL",
                )?
                .execute(params![id.0, at, by.map(|person| person.0), checked])?;
            people::noted(connection, done == 1, &notes)
        })
    }
}

fn row(row: &Row<'_>) -> rusqlite::Result<RecoveryRow> {
    let closed = match row.get(5)? {
        Some(at) => Some(RecoveryClosed { at, by: optional(row, 6)?, checked: row.get(7)? }),
        None => None,
    };
    Ok(RecoveryRow {
        id: RecoveryId(row.get(0)?),
        person: column(row, 1)?,
        made: row.get(2)?,
        origin: row.get(3)?,
        note: row.get(4)?,
        closed,
    })
}
