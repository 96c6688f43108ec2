//! What follows from control entries.

use regain_log::{Hash, MemberId};
use regain_storage::{Effect, SlotRow};
use rusqlite::{Connection, OptionalExtension, params};

use crate::backups::Key;
use crate::failure::Failure;
use crate::{sessions, slots};

/// Whether every slot that is to be used was staged, earlier or by these effects themselves.
pub fn staged_are_there(connection: &Connection, key: Key, effects: &[Effect]) -> Result<bool, Failure> {
    for (at, effect) in effects.iter().enumerate() {
        let Effect::UseStaged { proposal: used, .. } = effect else { continue };
        let here =
            effects[..at].iter().any(|e| matches!(e, Effect::StageSlot { proposal, .. } if proposal == used));
        if !here && staged(connection, key, *used)?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Carries them out, in order.
pub fn apply(connection: &Connection, key: Key, effects: &[Effect], now: u64) -> Result<(), Failure> {
    effects.iter().try_for_each(|effect| apply_one(connection, key, effect, now))
}

fn apply_one(connection: &Connection, key: Key, effect: &Effect, now: u64) -> Result<(), Failure> {
    match effect {
        Effect::SlotReplaced { old, new } => replace(connection, key, *old, new),
        Effect::StageSlot { proposal, slot } => stage(connection, key, *proposal, slot),
        Effect::UseStaged { proposal, old } => {
            let slot = staged(connection, key, *proposal)?;
            let slot =
                slot.ok_or_else(|| Failure::misuse("a staged slot is used after its proposal was closed"))?;
            replace(connection, key, Some(*old), &slot)
        }
        Effect::MemberRemoved { member } => remove(connection, key, *member),
        Effect::ProposalStored { hash } => execute_for(
            connection,
            "INSERT INTO proposals (backup, hash, stored_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            params![key, hash.as_bytes(), now],
        ),
        Effect::ProposalConfirmed { hash } => execute_for(
            connection,
            "UPDATE proposals SET confirmed = 1 WHERE backup = ?1 AND hash = ?2",
            params![key, hash.as_bytes()],
        ),
        Effect::ProposalClosed { hash } => execute_for(
            connection,
            "DELETE FROM proposals WHERE backup = ?1 AND hash = ?2",
            params![key, hash.as_bytes()],
        ),
        Effect::Closed => {
            execute_for(connection, "DELETE FROM proposals WHERE backup = ?1", params![key])?;
            execute_for(connection, "UPDATE backups SET closed_at = ?2 WHERE key = ?1", params![key, now])
        }
        Effect::MemberSeen { member } => sessions::seen(connection, key, *member, now),
    }
}

fn replace(connection: &Connection, key: Key, old: Option<MemberId>, new: &SlotRow) -> Result<(), Failure> {
    if let Some(old) = old {
        remove(connection, key, old)?;
        execute_for(
            connection,
            "DELETE FROM slots WHERE backup = ?1 AND id = ?2",
            params![key, old.as_bytes()],
        )?;
    }
    slots::insert(connection, key, new)
}

fn remove(connection: &Connection, key: Key, member: MemberId) -> Result<(), Failure> {
    sessions::end_of_member(connection, key, member)?;
    sessions::forget_seen(connection, key, member)
}

fn stage(connection: &Connection, key: Key, proposal: Hash, slot: &SlotRow) -> Result<(), Failure> {
    let SlotRow { id, kind, blob, auth_key, opaque_record } = slot;
    execute_for(
        connection,
        "INSERT INTO staged (backup, proposal, id, kind, blob, auth_key, opaque_record)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![key, proposal.as_bytes(), id.as_bytes(), *kind as u8, blob, auth_key, opaque_record],
    )
}

fn staged(connection: &Connection, key: Key, proposal: Hash) -> Result<Option<SlotRow>, Failure> {
    let mut statement = connection.prepare_cached(
        "SELECT id, kind, blob, auth_key, opaque_record FROM staged WHERE backup = ?1 AND proposal = ?2",
    )?;
    Ok(statement.query_row(params![key, proposal.as_bytes()], slots::from_row).optional()?)
}

fn execute_for(connection: &Connection, sql: &str, values: &[&dyn rusqlite::ToSql]) -> Result<(), Failure> {
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(())
}
