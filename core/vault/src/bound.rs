//! An organisation's push account. Its private key is made on a device and never leaves it: the backup holds the name, the
//! organisation and the portal's address, and on which devices it is usable. Anywhere else it asks to be set up anew.

mod enrolled;
mod list;
mod same;
mod unusable;

pub use enrolled::enrolled;
pub use list::list;
pub use same::same;
pub use unusable::unusable;

use crate::{Author, FieldKey, Finding, Record, RecordId, account, keys};
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

fn bound_key(device: Author) -> FieldKey {
    FieldKey::new(&format!("{}{device}", keys::BOUND_PREFIX))
        .expect("a prefix and 32 digits are shorter than a key may be")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::{Clock, Vault};

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

        account::remove(&mut vault, &mut Clock::new(new), 40, &[found]).unwrap();
        assert!(list(&vault).is_empty() && same(&vault, "ada", "https://portal.example").is_none());
        assert!(!enrolled(&mut vault, &mut Clock::new(new), 50, found, what).unwrap().is_empty());
        assert_eq!(list(&vault).len(), 1, "enrolling anew brings it back, with the same values too");
        assert!(!vault.record(found).unwrap().is_revived());
    }
}
