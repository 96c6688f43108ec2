//! Everything a screen shows.

use regain_sync::Replica;
use regain_vault::{Record, account};
use serde::{Deserialize, Serialize};

use super::{BackupView, BoundRow, DeviceRow, ExposedRow, ProposalRow, Row, TrashRow};
use crate::message::Trouble;

/// The whole state of one app.
#[derive(Clone, Serialize, Deserialize)]
pub struct State {
    /// Where it is.
    pub phase: Phase,
}

/// Where an app is.
#[derive(Clone, Serialize, Deserialize)]
pub enum Phase {
    /// Looking for the store.
    Starting,
    /// Nothing is stored here: the first screen.
    Fresh,
    /// Locked.
    Locked(LockView),
    /// Open.
    Open(Box<Open>),
    /// There is a store and it can't be used: never an empty app. Says what to do (`store-damaged`, `store-newer`, `store-blocked`), and
    /// what the state before the last change is, where that opens.
    Damaged(Trouble, Option<PreviousView>),
}

/// The state before the last change, where what is stored is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviousView {
    /// Accounts in it.
    pub accounts: u32,
    /// When anything in it was changed last, ms since the Unix epoch; 0: nothing is in it.
    pub changed: u64,
}

impl PreviousView {
    /// What a person can tell it by.
    pub fn of(replica: &Replica) -> Self {
        let newest = replica.vault.records().filter_map(Record::newest).map(|stamp| stamp.millis).max();
        let accounts = super::backup::count(account::count(&replica.vault));
        Self { accounts, changed: newest.unwrap_or_default() }
    }
}

/// What opens the lock.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum LockView {
    /// Opens by itself.
    Device,
    /// A passphrase.
    Passphrase,
    /// This passkey, or a passphrase.
    Passkey {
        /// The credential's id.
        credential: Vec<u8>,
    },
}

/// An open app.
#[derive(Clone, Serialize, Deserialize)]
pub struct Open {
    /// Code accounts in the person's order, favourites first.
    pub accounts: Vec<Row>,
    /// Accounts bound to a device.
    pub bound: Vec<BoundRow>,
    /// Names of entries that are broken: each is said, none blanks the list.
    pub broken: Vec<String>,
    /// Entries of newer versions, kept unread.
    pub unreadable: u32,
    /// Requests of organisations wait for an answer: another number whenever others do, 0 while none does.
    pub requests: u32,
    /// All tags in use, sorted.
    pub tags: Vec<String>,
    /// What lies in the trash, the latest first.
    pub trash: Vec<TrashRow>,
    /// The backup; `None`: Cloud backup is off.
    pub backup: Option<BackupView>,
    /// Devices that are members, this one first.
    pub devices: Vec<DeviceRow>,
    /// What was proposed and is open.
    pub proposals: Vec<ProposalRow>,
    /// Accounts a lost device had, not yet enrolled anew.
    pub exposed: Vec<ExposedRow>,
    /// Of those accounts the ones that were ticked off: they can be ticked back on.
    pub ticked_off: Vec<ExposedRow>,
    /// This device was removed from the backup of this account; until settled.
    pub removed_from: Option<String>,
    /// Edits it had not uploaded.
    pub left_behind: u32,
    /// This device's name.
    pub device_name: String,
    /// What locks the app.
    pub lock: LockView,
    /// Another window of this app leads; this one shows the same.
    pub follows: bool,
}
