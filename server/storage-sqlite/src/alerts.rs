//! Alert addresses.

use regain_log::BackupId;
use regain_storage::{
    AddAlert, AddAlertOutcome, AlertOfToken, AlertRow, Alerts, MAX_ALERTS, Pending, TokenPurpose,
};
use rusqlite::{Connection, OptionalExtension, params};

use crate::failure::Failure;
use crate::{SqliteStorage, backups, outbox};

impl Alerts for SqliteStorage {
    fn add_alert(&self, request: AddAlert) -> Pending<'_, AddAlertOutcome> {
        let bytes = request.address.len() + outbox::weight(&request.mail);
        self.write(bytes, move |connection| add(connection, &request))
    }

    fn alert_of_token(
        &self,
        token: [u8; 32],
        purpose: TokenPurpose,
        now: u64,
    ) -> Pending<'_, Option<AlertOfToken>> {
        self.read(move |connection| of_token(connection, &token, purpose, now))
    }

    fn confirm_alert(&self, token: [u8; 32], now: u64) -> Pending<'_, bool> {
        self.write(0, move |connection| {
            let confirmed = connection
                .prepare_cached(
                    "UPDATE alerts SET confirmed = 1 WHERE confirm_token = ?1 AND (confirmed = 1 OR expires > ?2)",
                )?
                .execute(params![token, now])?;
            Ok(confirmed == 1)
        })
    }

    fn stop_alert(&self, token: [u8; 32]) -> Pending<'_, bool> {
        self.write(0, move |connection| {
            Ok(connection.prepare_cached("DELETE FROM alerts WHERE stop_token = ?1")?.execute([&token])? == 1)
        })
    }

    fn remove_alert(&self, backup: BackupId, address: &str) -> Pending<'_, bool> {
        let address = address.to_owned();
        self.write(address.len(), move |connection| {
            let removed = connection
                .prepare_cached(
                    "DELETE FROM alerts WHERE backup = (SELECT key FROM backups WHERE id = ?1) AND address = ?2",
                )?
                .execute(params![backup.as_bytes(), address])?;
            Ok(removed == 1)
        })
    }

    fn alerts(&self, backup: BackupId, now: u64) -> Pending<'_, Vec<AlertRow>> {
        self.read(move |connection| {
            let mut statement = connection.prepare_cached(
                "SELECT address, confirmed FROM alerts
                 WHERE backup = (SELECT key FROM backups WHERE id = ?1) AND (confirmed = 1 OR expires > ?2) ORDER BY key",
            )?;
            let rows = statement.query_map(params![backup.as_bytes(), now], |row| {
                Ok(AlertRow { address: row.get(0)?, confirmed: row.get(1)? })
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }
}

fn add(connection: &Connection, request: &AddAlert) -> Result<AddAlertOutcome, Failure> {
    let AddAlert { backup, address, confirm_token, stop_token, expires, mail, now } = request;
    let Some(key) = backups::key(connection, *backup)? else { return Ok(AddAlertOutcome::NoBackup) };
    // Those that were not confirmed in time take no place.
    connection
        .prepare_cached("DELETE FROM alerts WHERE backup = ?1 AND confirmed = 0 AND expires <= ?2")?
        .execute(params![key, now])?;
    let (all, same): (usize, usize) = connection
        .prepare_cached(
            "SELECT count(*), count(*) FILTER (WHERE address = ?2) FROM alerts WHERE backup = ?1",
        )?
        .query_row(params![key, address], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if same > 0 {
        return Ok(AddAlertOutcome::AlreadyThere);
    }
    if all >= MAX_ALERTS {
        return Ok(AddAlertOutcome::TooMany);
    }
    connection
        .prepare_cached(
            "INSERT INTO alerts (backup, address, confirm_token, stop_token, expires) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![key, address, confirm_token, stop_token, expires])?;
    outbox::insert(connection, mail, *now)?;
    Ok(AddAlertOutcome::Added)
}

fn of_token(
    connection: &Connection,
    token: &[u8; 32],
    purpose: TokenPurpose,
    now: u64,
) -> Result<Option<AlertOfToken>, Failure> {
    let sql = match purpose {
        TokenPurpose::Confirm => {
            "SELECT b.id, b.name, a.address, a.confirmed FROM alerts a JOIN backups b ON b.key = a.backup
             WHERE a.confirm_token = ?1 AND (a.confirmed = 1 OR a.expires > ?2)"
        }
        TokenPurpose::Stop => {
            "SELECT b.id, b.name, a.address, a.confirmed FROM alerts a JOIN backups b ON b.key = a.backup
             WHERE a.stop_token = ?1 AND (a.confirmed = 1 OR a.expires > ?2)"
        }
    };
    let found = connection.prepare_cached(sql)?.query_row(params![token, now], |row| {
        let alert = AlertRow { address: row.get(2)?, confirmed: row.get(3)? };
        Ok(AlertOfToken { backup: BackupId(row.get(0)?), account: row.get(1)?, alert })
    });
    Ok(found.optional()?)
}
