//! An organisation's push account. Its private key is made on a device and never leaves it: the backup holds the name, the
//! organisation and the portal's address, and on which devices it is usable. Anywhere else it asks to be set up anew.

use crate::account::{self, AccountError};
use crate::record::RecordKind;
use crate::{Author, Change, Clock, FieldKey, Finding, Record, RecordId, Value, Vault, keys};
use std::collections::BTreeSet;

/// A bound account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundAccount {
    /// Its identity.
    pub id: RecordId,
    /// The person's name at the organisation.
    pub name: String,
    /// The organisation.
    pub organisation: String,
    /// The address of the organisation's portal.
    pub portal: String,
    /// The devices that hold a key for it.
    pub usable_on: BTreeSet<Author>,
}

impl BoundAccount {
    /// Reads the bound account in `record`.
    pub fn read(record: &Record) -> Result<Self, Finding> {
        let parse = || {
            Ok(Self {
                id: record.id(),
                name: account::text(record, keys::NAME)?.unwrap_or_default().to_owned(),
                organisation: account::text(record, keys::ORGANISATION)?.unwrap_or_default().to_owned(),
                portal: account::text(record, keys::PORTAL)?
                    .ok_or(crate::RecordError::Missing(keys::PORTAL))?
                    .to_owned(),
                usable_on: record
                    .fields_under(keys::BOUND_PREFIX)
                    .filter(|(_, field)| field.value.as_bool() == Some(true))
                    .filter_map(|(hex, _)| Author::parse(hex).ok())
                    .collect(),
            })
        };
        parse().map_err(|error| Finding::about(record, error))
    }

    /// "Action required: scan a QR code from your organization": the device `own` holds no key for this account.
    pub fn action_required(&self, own: Author) -> bool {
        !self.usable_on.contains(&own)
    }
}

/// The live bound accounts, broken ones as findings.
pub fn list(vault: &Vault) -> Vec<Result<BoundAccount, Finding>> {
    vault.live(RecordKind::BOUND_ACCOUNT).map(BoundAccount::read).collect()
}

/// Notes that this device (the clock's author) has a key for the account `id`, new or known: after an enrolment. To set up
/// a restored account anew, pass its id, so the old entry is replaced and not doubled ([`same`] finds it).
pub fn enrolled(
    vault: &mut Vault,
    clock: &mut Clock,
    now_ms: u64,
    id: RecordId,
    (name, organisation, portal): (&str, &str, &str),
) -> Result<Change, AccountError> {
    let fields = vec![
        (FieldKey::known(keys::NAME), Value::text(name)?),
        (FieldKey::known(keys::ORGANISATION), Value::text(organisation)?),
        (FieldKey::known(keys::PORTAL), Value::text(portal)?),
        (bound_key(clock.author()), Value::bool(true)),
    ];
    Ok(vault.write(clock, now_ms, id, RecordKind::BOUND_ACCOUNT, fields))
}

/// Notes that `device` can no longer use the account: it was removed, or the portal refused its key for good.
pub fn unusable(
    vault: &mut Vault,
    clock: &mut Clock,
    now_ms: u64,
    id: RecordId,
    device: Author,
) -> Result<Change, AccountError> {
    account::live(vault, id, RecordKind::BOUND_ACCOUNT)?;
    let fields = vec![(bound_key(device), Value::bool(false))];
    Ok(vault.write(clock, now_ms, id, RecordKind::BOUND_ACCOUNT, fields))
}

/// The live bound account with this name at this portal, if there is one.
pub fn same(vault: &Vault, name: &str, portal: &str) -> Option<RecordId> {
    let accounts = list(vault).into_iter().flatten();
    accounts
        .into_iter()
        .find(|account| account.name == name && account.portal == portal)
        .map(|account| account.id)
}

fn bound_key(device: Author) -> FieldKey {
    FieldKey::new(&format!("{}{device}", keys::BOUND_PREFIX))
        .expect("a prefix and 32 digits are shorter than a key may be")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_restored_account_asks_for_one_more_step() {
        let (old, new) = (Author([1; 16]), Author([2; 16]));
        let (mut vault, id) = (Vault::new(), RecordId([9; 16]));
        let what = ("ada", "Example Ltd", "https://portal.example");
        enrolled(&mut vault, &mut Clock::new(old), 10, id, what).unwrap();
        let account = BoundAccount::read(vault.record(id).unwrap()).unwrap();
        assert!(!account.action_required(old) && account.action_required(new));

        let found = same(&vault, "ada", "https://portal.example").unwrap();
        enrolled(&mut vault, &mut Clock::new(new), 20, found, what).unwrap();
        unusable(&mut vault, &mut Clock::new(new), 30, found, old).unwrap();
        let accounts = list(&vault);
        let account = accounts[0].as_ref().unwrap();
        assert_eq!(accounts.len(), 1, "replaced, not doubled");
        assert!(account.action_required(old) && !account.action_required(new));

        account::remove::remove(&mut vault, &mut Clock::new(new), 40, &[found]).unwrap();
        assert!(list(&vault).is_empty() && same(&vault, "ada", "https://portal.example").is_none());
        assert!(!enrolled(&mut vault, &mut Clock::new(new), 50, found, what).unwrap().is_empty());
        assert_eq!(list(&vault).len(), 1, "enrolling anew brings it back, with the same values too");
        assert!(!vault.record(found).unwrap().is_revived());
    }
}
