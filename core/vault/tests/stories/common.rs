//! Two devices and short words for what they do.

use regain_vault::account::{Edit, edit};
use regain_vault::account::{NewAccount, add};
use regain_vault::{Account, Author, Change, Clock, MergeReport, RecordId, Vault, account};

pub const NOW: u64 = 1_800_000_000_000;
pub const DAY: u64 = 24 * 60 * 60 * 1000;

pub struct Device {
    pub vault: Vault,
    pub clock: Clock,
    pub now: u64,
}

pub fn id(number: u8) -> RecordId {
    RecordId([number; 16])
}

pub fn device(number: u8) -> Device {
    Device { vault: Vault::new(), clock: Clock::new(Author([number; 16])), now: NOW }
}

pub fn new_account(number: u8, uri: &str) -> NewAccount {
    NewAccount::from_otpauth(id(number), regain_otp::uri::parse(uri).ok().unwrap())
}

impl Device {
    pub fn add(&mut self, number: u8, uri: &str) -> Change {
        self.now += 1;
        add(&mut self.vault, &mut self.clock, self.now, &new_account(number, uri)).unwrap()
    }

    pub fn totp(&mut self, number: u8, issuer: &str, label: &str) -> Change {
        self.add(number, &format!("otpauth://totp/{issuer}:{label}?secret=GEZDGNBVGY3TQOJQ&issuer={issuer}"))
    }

    pub fn label(&mut self, number: u8, label: &str) -> Change {
        self.now += 1;
        let change = Edit { label: Some(label.to_owned()), ..Edit::default() };
        edit(&mut self.vault, &mut self.clock, self.now, id(number), &change).unwrap()
    }

    pub fn remove(&mut self, number: u8) -> Change {
        self.now += 1;
        account::remove(&mut self.vault, &mut self.clock, self.now, &[id(number)]).unwrap()
    }

    pub fn restore(&mut self, number: u8) -> Change {
        self.now += 1;
        account::restore(&mut self.vault, &mut self.clock, self.now, id(number)).unwrap()
    }

    pub fn empty(&mut self) -> Change {
        self.now += 1;
        regain_vault::trash::empty(&mut self.vault, self.now, regain_vault::trash::Which::All)
    }

    pub fn pull(&mut self, change: &Change) -> (MergeReport, Option<Change>) {
        self.now += 1;
        self.vault.absorb(&mut self.clock, self.now, change.duplicate())
    }

    pub fn account(&self, number: u8) -> Account {
        account::one(&self.vault, id(number)).unwrap().unwrap()
    }

    pub fn labels(&self) -> Vec<String> {
        account::list(&self.vault).into_iter().map(|account| account.ok().unwrap().label).collect()
    }
}
