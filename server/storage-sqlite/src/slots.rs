//! Slots.

use regain_log::{BackupId, MemberId};
use regain_storage::{Pending, SlotRow, Slots};
use rusqlite::{Connection, Row, params};

use crate::SqliteStorage;
use crate::backups::{Key, KindColumn};
use crate::failure::Failure;

impl Slots for SqliteStorage {
    fn set_slot_blob(&self, backup: BackupId, slot: MemberId, blob: Vec<u8>) -> Pending<'_, bool> {
        self.write(blob.len(), move |connection| {
            let changed = connection
                .prepare_cached(
                    "UPDATE slots SET blob = ?3 WHERE backup = (SELECT key FROM backups WHERE id = ?1) AND id = ?2",
                )?
                .execute(params![backup.as_bytes(), slot.as_bytes(), blob])?;
            Ok(changed == 1)
        })
    }

    fn has_passphrase_slot(&self, slot: MemberId) -> Pending<'_, bool> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM slots INDEXED BY slots_passphrase WHERE id = ?1 AND kind = 3)
                     OR EXISTS (SELECT 1 FROM staged INDEXED BY staged_passphrase WHERE id = ?1 AND kind = 3)",
            )?;
            Ok(statement.query_row([slot.as_bytes()], |row| row.get(0))?)
        })
    }
}

/// Kit first, then passphrase.
pub fn of_backup(connection: &Connection, key: Key) -> Result<Vec<SlotRow>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT id, kind, blob, auth_key, opaque_record FROM slots WHERE backup = ?1 ORDER BY kind, id",
    )?;
    Ok(statement.query_map([key], from_row)?.collect::<rusqlite::Result<_>>()?)
}

/// A slot from the columns id, kind, blob, auth_key, opaque_record.
pub fn from_row(row: &Row<'_>) -> rusqlite::Result<SlotRow> {
    Ok(SlotRow {
        id: MemberId(row.get(0)?),
        kind: row.get::<_, KindColumn>(1)?.0,
        blob: row.get(2)?,
        auth_key: row.get(3)?,
        opaque_record: row.get(4)?,
    })
}

/// Adds a slot.
pub fn insert(connection: &Connection, key: Key, slot: &SlotRow) -> Result<(), Failure> {
    let SlotRow { id, kind, blob, auth_key, opaque_record } = slot;
    connection
        .prepare_cached(
            "INSERT INTO slots (backup, id, kind, blob, auth_key, opaque_record) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![key, id.as_bytes(), *kind as u8, blob, auth_key, opaque_record])?;
    Ok(())
}

/// Bytes it holds while it waits.
pub fn weight(slot: &SlotRow) -> usize {
    slot.blob.len() + slot.opaque_record.as_ref().map_or(0, Vec::len)
}
