//! The organisation's policy.

use regain_storage::Pending;
use regain_storage::portal::{ChangePolicy, MethodKind, Policies, Policy};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{audit, people};
use crate::SqliteStorage;
use crate::failure::Failure;

impl Policies for SqliteStorage {
    fn policy(&self) -> Pending<'_, (u64, Policy)> {
        self.read(|connection| {
            let found = connection
                .prepare_cached(
                    "SELECT revision, organisation, kinds, digits, pass_ms, longest_pass_ms FROM policy WHERE key = 1",
                )?
                .query_row([], row)
                .optional()?;
            let Some((revision, kinds, mut policy)) = found else { return Ok((0, Policy::default())) };
            policy.kinds = kinds_of(&kinds)?;
            Ok((revision, policy))
        })
    }

    fn change_policy(&self, request: ChangePolicy) -> Pending<'_, bool> {
        self.write(audit::weight(&request.notes), move |connection| change(connection, &request))
    }
}

fn change(connection: &Connection, request: &ChangePolicy) -> Result<bool, Failure> {
    let ChangePolicy { revision, policy, notes } = request;
    let kinds: Vec<_> = policy.kinds.iter().map(|kind| (*kind as u8).to_string()).collect();
    let (kinds, decided) = (kinds.join(" "), revision + 1);
    let Policy { organisation, kinds: _, digits, pass_ms, longest_pass_ms } = policy;
    let values = params![revision, decided, organisation, kinds, digits, pass_ms, longest_pass_ms];
    let sql = if *revision == 0 {
        "INSERT INTO policy (key, revision, organisation, kinds, digits, pass_ms, longest_pass_ms)
         VALUES (1, ?1 + 1, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING"
    } else {
        "UPDATE policy SET revision = ?2, organisation = ?3, kinds = ?4, digits = ?5, pass_ms = ?6, longest_pass_ms = ?7
         WHERE key = 1 AND revision = ?1"
    };
    let changed = connection.prepare_cached(sql)?.execute(values)?;
    people::noted(connection, changed == 1, notes)
}

fn row(row: &Row<'_>) -> rusqlite::Result<(u64, String, Policy)> {
    let policy = Policy {
        organisation: row.get(1)?,
        kinds: Vec::new(),
        digits: row.get(3)?,
        pass_ms: row.get(4)?,
        longest_pass_ms: row.get(5)?,
    };
    Ok((row.get(0)?, row.get(2)?, policy))
}

fn kinds_of(text: &str) -> Result<Vec<MethodKind>, Failure> {
    let kind = |number: &str| number.parse().ok().and_then(MethodKind::from_number);
    let kinds: Option<Vec<_>> = text.split_whitespace().map(kind).collect();
    kinds.ok_or_else(|| Failure::corrupt(format!("the policy's kinds of methods are {text:?}")))
}
