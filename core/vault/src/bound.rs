//! An organisation's push account. Its private key is made on a device and never leaves it: the backup holds the name, the
//! organisation and the portal's address, and on which devices it is usable. Anywhere else it asks to be set up anew.

mod enrolled;
mod list;
mod moved;
mod same;
mod unusable;

pub use enrolled::enrolled;
pub use list::list;
pub use moved::moved;
pub use same::same;
pub use unusable::unusable;

use crate::{Author, FieldKey, Finding, Record, RecordId, account, keys};
use std::collections::BTreeSet;

/// Whose account it is, as the portal says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder<'a> {
    /// The address of the organisation's portal.
    pub portal: &'a str,
    /// The portal's own id of the person.
    pub person: &'a str,
    /// The person's name at the organisation.
    pub name: &'a str,
    /// The organisation.
    pub organisation: &'a str,
}

/// A bound account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundAccount {
    /// Its identity.
    pub id: RecordId,
    /// Other records of the same portal and person, made by devices that had not met yet: shown as this one, removed with it.
    pub twins: Vec<RecordId>,
    /// The person's name at the organisation.
    pub name: String,
    /// The organisation.
    pub organisation: String,
    /// The address of the organisation's portal.
    pub portal: String,
    /// The portal's own id of the person; empty if nobody wrote it.
    pub person: String,
    /// The devices that hold a key for it.
    pub usable_on: BTreeSet<Author>,
}

impl BoundAccount {
    /// Reads the bound account in `record`.
    pub fn read(record: &Record) -> Result<Self, Finding> {
        let text = |key| account::text(record, key).map(|text| text.map(str::to_owned));
        let parse = || {
            Ok(Self {
                id: record.id(),
                twins: Vec::new(),
                name: text(keys::NAME)?.unwrap_or_default(),
                organisation: text(keys::ORGANISATION)?.unwrap_or_default(),
                portal: text(keys::PORTAL)?.ok_or(crate::RecordError::Missing(keys::PORTAL))?,
                person: text(keys::PERSON)?.unwrap_or_default(),
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

    /// Whether both are one person's at one portal.
    fn is_twin(&self, other: &Self) -> bool {
        !self.person.is_empty() && self.person == other.person && self.portal == other.portal
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

    const ADA: Holder<'_> =
        Holder { portal: "https://portal.example", person: "p1", name: "ada", organisation: "Example Ltd" };

    #[test]
    fn a_restored_account_asks_for_one_more_step() {
        let (old, new) = (Author([1; 16]), Author([2; 16]));
        let (mut vault, id) = (Vault::new(), RecordId([9; 16]));
        enrolled(&mut vault, &mut Clock::new(old), 10, id, ADA).unwrap();
        let account = BoundAccount::read(vault.record(id).unwrap()).unwrap();
        assert!(!account.action_required(old) && account.action_required(new));

        // Renamed at the organisation meanwhile: still the same person.
        let renamed = Holder { name: "ada.l", ..ADA };
        let found = same(&vault, ADA.portal, ADA.person).unwrap();
        enrolled(&mut vault, &mut Clock::new(new), 20, found, renamed).unwrap();
        unusable(&mut vault, &mut Clock::new(new), 30, found, old).unwrap();
        let accounts = list(&vault);
        let account = accounts[0].as_ref().unwrap();
        assert_eq!((accounts.len(), account.name.as_str()), (1, "ada.l"), "replaced, not doubled");
        assert!(account.action_required(old) && !account.action_required(new));

        account::remove(&mut vault, &mut Clock::new(new), 40, &[found]).unwrap();
        assert!(list(&vault).is_empty() && same(&vault, ADA.portal, ADA.person).is_none());
        assert!(!enrolled(&mut vault, &mut Clock::new(new), 50, found, renamed).unwrap().is_empty());
        assert_eq!(list(&vault).len(), 1, "enrolling anew brings it back, with the same values too");
        assert!(!vault.record(found).unwrap().is_revived());
    }

    #[test]
    fn several_portals_and_persons_stay_several() {
        let (mut vault, mut clock) = (Vault::new(), Clock::new(Author([1; 16])));
        let elsewhere = Holder { portal: "https://portal.example:8443", ..ADA };
        for (n, holder) in [ADA, elsewhere, Holder { person: "p2", ..ADA }].into_iter().enumerate() {
            assert_eq!(same(&vault, holder.portal, holder.person), None);
            enrolled(&mut vault, &mut clock, 10, RecordId([u8::try_from(n).unwrap(); 16]), holder).unwrap();
        }
        assert_eq!(list(&vault).len(), 3);
    }

    #[test]
    fn two_devices_that_enrolled_before_they_met_have_one_account() {
        let (a, b) = (Author([1; 16]), Author([2; 16]));
        let (mut here, mut there) = (Vault::new(), Vault::new());
        enrolled(&mut here, &mut Clock::new(a), 10, RecordId([9; 16]), ADA).unwrap();
        enrolled(&mut there, &mut Clock::new(b), 20, RecordId([4; 16]), Holder { name: "ada.l", ..ADA })
            .unwrap();
        here.merge(&there.checkpoint());
        let accounts = list(&here);
        let account = accounts[0].as_ref().unwrap();
        assert_eq!(
            (accounts.len(), account.id, account.twins.as_slice()),
            (1, RecordId([4; 16]), &[RecordId([9; 16])][..])
        );
        assert!(!account.action_required(a) && !account.action_required(b));
        assert_eq!(
            same(&here, ADA.portal, ADA.person),
            Some(RecordId([4; 16])),
            "the next enrolment goes there"
        );
    }
}
