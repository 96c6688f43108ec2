//! Keys of accounts that are bound to this device. They lie beside the records and never in one: no backup has them, no export, no
//! other device.

use regain_protocol::portal::{PortalAddress, PortalId, PublicKey, Shown};
use regain_seal::ApprovalKey;
use regain_vault::RecordId;
use regain_vault::account::{self, AccountError};
use regain_vault::bound::{self, Holder};

use super::Replica;

/// One enrolment of this device. Ids of methods are one portal's: only with the portal do they name anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The portal.
    pub portal: PortalAddress,
    /// The method, as the portal named it.
    pub method: PortalId,
}

/// A key, and whose it is.
pub struct Holding {
    /// The enrolment.
    pub binding: Binding,
    /// The portal's own id of the person.
    pub person: PortalId,
    /// The person's name at the organisation.
    pub name: Shown,
    /// The organisation.
    pub organisation: Shown,
    /// Id of the account's record, if it has to be made.
    pub record: RecordId,
    /// The key.
    pub key: HeldKey,
    /// Whether the portal takes its answers: not before the test approval, and not after it said that the key is over.
    pub is_usable: bool,
}

/// Where a key is.
pub enum HeldKey {
    /// In this device's sealed store.
    Here(ApprovalKey),
    /// With the platform, which signs with it and never gives it out; found by its public key.
    Platform(PublicKey),
}

impl HeldKey {
    /// The public key.
    ///
    /// # Panics
    /// Never: an approval key gives its public key uncompressed.
    pub fn public(&self) -> PublicKey {
        match self {
            Self::Here(key) => {
                PublicKey::from_bytes(&key.public()).expect("an approval key's public key is uncompressed")
            }
            Self::Platform(public) => public.clone(),
        }
    }

    /// Signs, where the key is here.
    pub fn sign(&self, message: &[u8]) -> Option<[u8; 64]> {
        match self {
            Self::Here(key) => Some(key.sign(message)),
            Self::Platform(_) => None,
        }
    }
}

impl Holding {
    fn is_of(&self, portal: &PortalAddress, person: &PortalId) -> bool {
        self.binding.portal == *portal && self.person == *person
    }
}

impl Replica {
    /// The enrolments that may be asked for requests: usable, and their account is in the list.
    pub fn approvals(&self) -> impl Iterator<Item = &Holding> {
        let is_there = |holding: &&Holding| {
            let (portal, person) = (holding.binding.portal.as_str(), holding.person.as_str());
            bound::same(&self.vault, portal, person).is_some()
        };
        self.holdings.iter().filter(|holding| holding.is_usable).filter(is_there)
    }

    /// The key that signs for an enrolment.
    pub fn key_of(&self, binding: &Binding) -> Option<&HeldKey> {
        self.holding(binding).map(|holding| &holding.key)
    }

    fn holding(&self, binding: &Binding) -> Option<&Holding> {
        self.holdings.iter().find(|holding| holding.binding == *binding)
    }

    /// Keeps a key whose test approval is still to come. What never came that far, or is over, makes room.
    pub(crate) fn hold(&mut self, holding: Holding) {
        let (portal, person) = (&holding.binding.portal, &holding.person);
        self.holdings
            .retain(|old| old.binding != holding.binding && (old.is_usable || !old.is_of(portal, person)));
        self.holdings.push(holding);
    }

    /// Forgets a key that never became usable.
    pub(crate) fn drop_unused(&mut self, binding: &Binding) {
        self.holdings.retain(|holding| holding.is_usable || holding.binding != *binding);
    }

    /// The portal takes this key's answers. The account's entry is made, or found and replaced; an older key of the same portal and person
    /// goes. Gives the entry's id.
    pub(crate) fn usable(&mut self, binding: &Binding, now: u64) -> Result<Option<RecordId>, AccountError> {
        let own = self.author();
        let Some(at) = self.holdings.iter().position(|holding| holding.binding == *binding) else {
            return Ok(None);
        };
        let holding = &mut self.holdings[at];
        let (portal, person) = (binding.portal.clone(), holding.person.clone());
        let accounts = bound::list(&self.vault);
        let mut accounts = accounts.iter().flatten();
        let known =
            accounts.find(|account| account.portal == portal.as_str() && account.person == person.as_str());
        if holding.is_usable && known.is_none_or(|account| !account.action_required(own)) {
            // As it was; an account in the trash stays there.
            return Ok(known.map(|account| account.id));
        }
        let id = known.map_or(holding.record, |account| account.id);
        let holder = Holder {
            portal: portal.as_str(),
            person: person.as_str(),
            name: holding.name.as_str(),
            organisation: holding.organisation.as_str(),
        };
        let change = bound::enrolled(&mut self.vault, &mut self.clock, now, id, holder)?;
        holding.is_usable = true;
        self.holdings.retain(|other| other.binding == *binding || !other.is_of(&portal, &person));
        self.enqueue(change);
        Ok(Some(id))
    }

    /// The portal says that this key is over: "Action required". Nothing is deleted on its word.
    pub(crate) fn unusable(&mut self, binding: &Binding, now: u64) -> Result<(), AccountError> {
        let Some(at) = self.holdings.iter().position(|holding| holding.binding == *binding) else {
            return Ok(());
        };
        self.holdings[at].is_usable = false;
        let (portal, person) = (binding.portal.clone(), self.holdings[at].person.clone());
        if self.holdings.iter().any(|other| other.is_usable && other.is_of(&portal, &person)) {
            return Ok(());
        }
        let own = self.author();
        let accounts = bound::list(&self.vault).into_iter().flatten();
        let of_person = |account: &bound::BoundAccount| {
            account.portal == portal.as_str()
                && account.person == person.as_str()
                && !account.action_required(own)
        };
        for account in accounts.filter(of_person) {
            for id in std::iter::once(account.id).chain(account.twins) {
                let change = bound::unusable(&mut self.vault, &mut self.clock, now, id, own)?;
                self.enqueue(change);
            }
        }
        Ok(())
    }

    /// Moves a bound account to the trash, its twins with it. Its keys here go for good: gives them, since a platform has to forget its own. From
    /// the trash the account comes back as one that asks for a new enrolment.
    pub fn remove_bound(&mut self, id: RecordId, now: u64) -> Result<Vec<Holding>, AccountError> {
        let accounts = bound::list(&self.vault).into_iter().flatten();
        let account = accounts.into_iter().find(|account| account.id == id).ok_or(AccountError::Unknown)?;
        let own = self.author();
        let ids: Vec<RecordId> = std::iter::once(account.id).chain(account.twins.iter().copied()).collect();
        if !account.action_required(own) {
            for id in &ids {
                let change = bound::unusable(&mut self.vault, &mut self.clock, now, *id, own)?;
                self.enqueue(change);
            }
        }
        let change = account::remove(&mut self.vault, &mut self.clock, now, &ids)?;
        self.enqueue(change);
        let is_its = |holding: &mut Holding| {
            holding.binding.portal.as_str() == account.portal && holding.person.as_str() == account.person
        };
        Ok(self.holdings.extract_if(.., is_its).collect())
    }

    /// Takes a new identity, because an id is never used twice in a log: before a device joins a backup. Keys stay, so accounts that were
    /// usable under the old id are under the new one.
    pub fn rename_device_id(&mut self, device: regain_log::MemberId, now: u64) {
        let from = self.author();
        self.device = device;
        self.clock = regain_vault::Clock::resume(self.author(), &self.vault, now);
        for account in bound::list(&self.vault).into_iter().flatten() {
            if account.usable_on.contains(&from) {
                // The record was just read as live; the change needs no outbox of its own, since joining uploads all records.
                let _ = bound::moved(&mut self.vault, &mut self.clock, now, account.id, from);
            }
        }
    }
}
