//! Mails that wait.

use regain_storage::{MAIL_LEASE_MS, Mail, NewMail, Outbox, Pending};
use rusqlite::{Connection, params};

use crate::SqliteStorage;
use crate::failure::Failure;

impl Outbox for SqliteStorage {
    fn due_mails(&self, now: u64, limit: usize) -> Pending<'_, Vec<Mail>> {
        Box::pin(async move {
            // Asked every few seconds by every server: the writer is left alone while nothing is due.
            let due = move |connection: &Connection| {
                let mut statement =
                    connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM outbox WHERE next_try <= ?1)")?;
                Ok(statement.query_row([now], |row| row.get::<_, bool>(0))?)
            };
            if !self.readers.run(due).await? {
                return Ok(Vec::new());
            }
            self.writer.run(0, move |connection| claim(connection, now, limit)).await
        })
    }

    fn mails_waiting(&self) -> Pending<'_, u64> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT count(*) FROM outbox")?;
            Ok(statement.query_row([], |row| row.get(0))?)
        })
    }

    fn mail_done(&self, id: u64) -> Pending<'_, ()> {
        self.write(0, move |connection| forget(connection, id))
    }

    fn mail_failed(&self, id: u64, next_try: Option<u64>, error: &str) -> Pending<'_, ()> {
        let error = error.to_owned();
        self.write(error.len(), move |connection| {
            let Some(next_try) = next_try else { return forget(connection, id) };
            connection
                .prepare_cached(
                    "UPDATE outbox SET tries = tries + 1, next_try = ?2, error = ?3 WHERE id = ?1",
                )?
                .execute(params![id, next_try, error])?;
            Ok(())
        })
    }
}

/// Puts a mail into the outbox, due at once.
pub fn insert(connection: &Connection, mail: &NewMail, now: u64) -> Result<(), Failure> {
    connection
        .prepare_cached(
            "INSERT INTO outbox (recipient, subject, text, html, created, next_try) VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
        )?
        .execute(params![mail.to, mail.subject, mail.text, mail.html, now])?;
    Ok(())
}

/// Bytes it holds while it waits.
pub fn weight(mail: &NewMail) -> usize {
    mail.to.len() + mail.subject.len() + mail.text.len() + mail.html.as_ref().map_or(0, String::len)
}

fn claim(connection: &Connection, now: u64, limit: usize) -> Result<Vec<Mail>, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT id, recipient, subject, text, html, tries, created FROM outbox WHERE next_try <= ?1 ORDER BY next_try, id LIMIT ?2",
    )?;
    let rows = select.query_map(params![now, limit], |row| {
        let mail = NewMail { to: row.get(1)?, subject: row.get(2)?, text: row.get(3)?, html: row.get(4)? };
        Ok(Mail { id: row.get(0)?, mail, tries: row.get(5)?, created: row.get(6)? })
    })?;
    let mails = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut lease = connection.prepare_cached("UPDATE outbox SET next_try = ?2 WHERE id = ?1")?;
    for mail in &mails {
        lease.execute(params![mail.id, now + MAIL_LEASE_MS])?;
    }
    Ok(mails)
}

fn forget(connection: &Connection, id: u64) -> Result<(), Failure> {
    connection.prepare_cached("DELETE FROM outbox WHERE id = ?1")?.execute([id])?;
    Ok(())
}
