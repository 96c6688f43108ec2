//! Accounts.

use regain_log::BackupId;
use regain_storage::{AccountRow, Accounts, CreateAccount, CreateAccountOutcome, Pending};
use rusqlite::types::ToSql;
use rusqlite::{Connection, OptionalExtension, params};

use crate::SqliteStorage;
use crate::backups::Key;
use crate::failure::Failure;
use crate::{entries, sessions, slots};

impl Accounts for SqliteStorage {
    fn create_account(&self, request: CreateAccount) -> Pending<'_, CreateAccountOutcome> {
        let bytes = entries::weight(std::slice::from_ref(&request.genesis))
            + request.chain.len()
            + request.slots.iter().map(slots::weight).sum::<usize>();
        self.write(bytes, move |connection| create(connection, &request))
    }

    fn account_by_name(&self, name: &str) -> Pending<'_, Option<AccountRow>> {
        let name = name.to_owned();
        self.read(move |connection| {
            find(connection, "SELECT key, id, name, closed_at FROM backups WHERE name = ?1", &name)
        })
    }

    fn account_by_backup(&self, backup: BackupId) -> Pending<'_, Option<AccountRow>> {
        self.read(move |connection| {
            find(connection, "SELECT key, id, name, closed_at FROM backups WHERE id = ?1", backup.as_bytes())
        })
    }
}

fn create(connection: &Connection, request: &CreateAccount) -> Result<CreateAccountOutcome, Failure> {
    let CreateAccount { name, backup, genesis, chain, slots, session, now } = request;
    if genesis.number != 0 {
        return Err(Failure::misuse("a genesis has the number 0"));
    }
    let inserted = connection
        .prepare_cached(
            "INSERT INTO backups (id, name, head_number, head_hash, control_hash, entries, bytes, stored_at, created_at)
             VALUES (?1, ?2, 0, ?3, ?3, 1, ?4, ?5, ?5) ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            backup.as_bytes(),
            name,
            genesis.hash.as_bytes(),
            entries::weight(std::slice::from_ref(genesis)),
            now
        ])?;
    if inserted == 0 {
        let taken: bool = connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM backups WHERE name = ?1)")?
            .query_row([name], |row| row.get(0))?;
        return Ok(if taken { CreateAccountOutcome::NameTaken } else { CreateAccountOutcome::BackupIdTaken });
    }
    let key: Key = connection.last_insert_rowid();
    entries::insert(connection, key, genesis, *now)?;
    connection
        .prepare_cached("INSERT INTO chains (backup, snapshot) VALUES (?1, ?2)")?
        .execute(params![key, chain])?;
    for slot in slots {
        slots::insert(connection, key, slot)?;
    }
    if let Some(session) = session {
        sessions::insert(connection, key, session, *now)?;
    }
    Ok(CreateAccountOutcome::Created)
}

fn find(connection: &Connection, sql: &str, by: &dyn ToSql) -> Result<Option<AccountRow>, Failure> {
    let found = connection
        .prepare_cached(sql)?
        .query_row([by], |row| Ok((row.get(0)?, BackupId(row.get(1)?), row.get(2)?, row.get(3)?)))
        .optional()?;
    let Some((key, backup, name, closed_at)) = found else { return Ok(None) };
    Ok(Some(AccountRow { backup, name, slots: slots::of_backup(connection, key)?, closed_at }))
}
