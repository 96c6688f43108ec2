//! Deeds that wait for a second administrator.

use regain_storage::Pending;
use regain_storage::portal::{Carried, Change, DeedId, DeedRow, FourEyes, Notes};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::columns::column;
use super::{audit, methods, people};
use crate::SqliteStorage;
use crate::failure::Failure;

impl FourEyes for SqliteStorage {
    fn propose_deed(&self, deed: DeedRow, notes: Notes) -> Pending<'_, bool> {
        self.write(deed.deed.len() + audit::weight(&notes), move |connection| {
            let DeedRow { id, by, target, deed, made, expires } = &deed;
            let proposed = connection
                .prepare_cached(
                    "INSERT INTO deeds (id, wanted, target, deed, made, expires) SELECT ?1, ?2, ?3, ?4, ?5, ?6
                     WHERE NOT EXISTS (SELECT 1 FROM deeds WHERE target = ?3 AND deed = ?4 AND expires > ?5)
                     ON CONFLICT DO NOTHING",
                )?
                .execute(params![id.0, by.0, target.0, deed, made, expires])?;
            people::noted(connection, proposed == 1, &notes)
        })
    }

    fn proposed_deeds(&self, now: u64) -> Pending<'_, Vec<DeedRow>> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, wanted, target, deed, made, expires FROM deeds WHERE expires > ?1 ORDER BY made, id",
            )?;
            let rows = statement.query_map([now], row)?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    fn proposed_deed(&self, id: DeedId, now: u64) -> Pending<'_, Option<DeedRow>> {
        self.read(move |connection| find(connection, id, now))
    }

    fn carry_out(&self, id: DeedId, deed: Carried, now: u64) -> Pending<'_, Change> {
        self.write(512, move |connection| carry_out(connection, id, &deed, now))
    }

    fn drop_deed(&self, id: DeedId, notes: Notes) -> Pending<'_, bool> {
        self.write(audit::weight(&notes), move |connection| {
            let dropped = drop_deed(connection, id)?;
            people::noted(connection, dropped, &notes)
        })
    }
}

fn carry_out(connection: &Connection, id: DeedId, deed: &Carried, now: u64) -> Result<Change, Failure> {
    if find(connection, id, now)?.is_none_or(|row| row.target != deed.target()) {
        return Ok(Change::Moved);
    }
    let change = match deed {
        Carried::Person(request) => people::change(connection, request)?,
        Carried::Method(request) => methods::add(connection, request)?,
        Carried::Removal(request) => methods::remove_kinds(connection, request)?,
    };
    // It was there a moment ago, and there is one writer; another backend's lock is this row.
    if change == Change::Changed && !drop_deed(connection, id)? {
        return Err(Failure::misuse("a deed was carried out twice"));
    }
    Ok(change)
}

fn drop_deed(connection: &Connection, id: DeedId) -> Result<bool, Failure> {
    Ok(connection.prepare_cached("DELETE FROM deeds WHERE id = ?1")?.execute([id.0])? == 1)
}

fn find(connection: &Connection, id: DeedId, now: u64) -> Result<Option<DeedRow>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT id, wanted, target, deed, made, expires FROM deeds WHERE id = ?1 AND expires > ?2",
    )?;
    Ok(statement.query_row(params![id.0, now], row).optional()?)
}

fn row(row: &Row<'_>) -> rusqlite::Result<DeedRow> {
    Ok(DeedRow {
        id: DeedId(row.get(0)?),
        by: column(row, 1)?,
        target: column(row, 2)?,
        deed: row.get(3)?,
        made: row.get(4)?,
        expires: row.get(5)?,
    })
}
