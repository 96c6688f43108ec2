//! Everything one device knows: what a store keeps, sealed, between two runs.

mod codec;
mod holding;
mod outbox;

pub use codec::ReplicaError;
pub use holding::{Binding, HeldKey, Holding};
pub use outbox::{Attempt, Intent, Outbox};

use regain_log::{BackupId, Chain, Entry, Kind, MemberId, MemberKind};
use regain_protocol::AccountName;
use regain_seal::MemberSecret;
use regain_vault::{Account, Author, Change, Clock, Record, Vault};
use zeroize::Zeroizing;

use crate::Request;
use crate::keyring::{Keyring, Opener};
use crate::restore::Sign;

/// A device: its id, its records, and its backup if it has one.
pub struct Replica {
    /// This device, also before there is a backup.
    pub device: MemberId,
    /// A name people know it by.
    pub device_name: String,
    /// All records.
    pub vault: Vault,
    /// The clock that stamps edits.
    pub clock: Clock,
    /// The backup this device is a member of.
    pub membership: Option<Membership>,
    /// Edits of a device that was removed before they were uploaded; kept until the person decides.
    pub left_behind: Vec<Change>,
    /// Whom this device belonged to when it was removed: shown once, then cleared by the person.
    pub removed_from: Option<String>,
    /// Keys of accounts bound to this device.
    pub holdings: Vec<Holding>,
}

/// One device's part in one backup.
pub struct Membership {
    /// The service's origin, as the client dials it.
    pub service: String,
    /// The recovery account.
    pub account: AccountName,
    /// The device's private keys.
    pub secret: MemberSecret,
    /// The verified log.
    pub chain: Chain,
    /// Epoch keys.
    pub keys: Keyring,
    /// What is not acknowledged yet.
    pub outbox: Outbox,
    /// Size of the newest checkpoint and what follows it.
    pub tail: Tail,
    /// The everyday session.
    pub token: Option<Zeroizing<String>>,
    /// The newest entry with records that the service has acknowledged or handed out.
    pub last_backup: Option<Sign>,
    /// When this device last wrote anything, ms since the Unix epoch: a heartbeat is due a week later.
    pub last_written: u64,
    /// When this device last agreed with the service about the head, ms since the Unix epoch.
    pub last_contact: u64,
    /// What stopped syncing: stable code and sentence. Cleared by the next sync that finds nothing.
    pub finding: Option<(String, String)>,
    /// Which ways back were verified since they were made: the kit by its words, the passphrase by a sign-in.
    pub verified: Verified,
    /// Bodies were thinned out before this device saw them: its records are incomplete until it has read the whole state. Kept
    /// here, since the chain has gone past them and no later pull would show them again.
    pub gap: bool,
    /// Whether the service is known to have the account: false between the first request and its answer.
    pub created: bool,
}

/// Ways back in that were seen to work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Verified {
    /// Id of the kit slot that was verified.
    pub kit: Option<MemberId>,
    /// Id of the passphrase slot that was verified.
    pub passphrase: Option<MemberId>,
}

/// Size of the newest checkpoint and of what follows it: decides when the next checkpoint is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tail {
    /// Bytes of the newest checkpoint's body.
    pub checkpoint: u64,
    /// Data entries after it.
    pub entries: u64,
    /// Bytes of their bodies.
    pub bytes: u64,
}

impl Tail {
    const ENTRIES: u64 = 64;

    /// Takes a data entry that follows.
    pub fn count(&mut self, entry: &Entry) {
        let bytes = u64::from(entry.header().body_len);
        match entry.header().kind {
            Kind::Checkpoint => *self = Self { checkpoint: bytes, entries: 0, bytes: 0 },
            Kind::Change => {
                self.entries += 1;
                self.bytes += bytes;
            }
            _ => {}
        }
    }

    /// More than 64 entries and more bytes than the newest checkpoint: a restore would read more than it must.
    pub fn wants_checkpoint(&self) -> bool {
        self.entries > Self::ENTRIES && self.bytes > self.checkpoint
    }
}

impl Replica {
    /// A device without accounts and without a backup. `device` is 16 random bytes.
    pub fn new(device: MemberId, device_name: &str) -> Self {
        Self {
            device,
            device_name: device_name.to_owned(),
            vault: Vault::new(),
            clock: Clock::new(Author(device.0)),
            membership: None,
            left_behind: Vec::new(),
            removed_from: None,
            holdings: Vec::new(),
        }
    }

    /// This device as the author of records.
    pub fn author(&self) -> Author {
        Author(self.device.0)
    }

    /// What was left behind when this device was removed, taken out of the replica: what makes whole accounts or changes something that
    /// is here, and the rest. A change of an account whose secret is not here would be an account without one.
    pub fn split_left_behind(&mut self) -> (Change, Change) {
        let mut all = Change::new();
        for change in std::mem::take(&mut self.left_behind) {
            all.join(change);
        }
        let mut merged = self.vault.duplicate();
        merged.absorb_owned(all.duplicate());
        let is_whole = |record: &Record| {
            let is_here = self.vault.record(record.id()).is_some();
            is_here || merged.record(record.id()).is_some_and(|merged| Account::read(merged).is_ok())
        };
        all.split(is_whole)
    }

    /// Merges a change like one of another device, and notes it for the backup if there is one by now.
    pub fn take_over(&mut self, change: Change, now: u64) {
        let copy = change.duplicate();
        self.vault.absorb(&mut self.clock, now, change);
        self.enqueue(copy);
    }

    /// Notes an edit that was already applied to the vault, to be uploaded.
    pub fn enqueue(&mut self, change: Change) {
        if let Some(membership) = &mut self.membership
            && !change.is_empty()
        {
            membership.outbox.push(change);
        }
    }
}

impl Membership {
    /// The backup.
    pub fn backup(&self) -> BackupId {
        self.chain.backup()
    }

    /// A request in this device's session, if it has one.
    pub(crate) fn in_session(&self, request: Request) -> Request {
        match &self.token {
            Some(token) => request.with_token(token),
            None => request,
        }
    }

    /// This device as one who opens seals.
    pub fn opener(&self, device: MemberId) -> Opener<'_> {
        Opener { id: device, secret: &self.secret }
    }

    /// Whether two ways back in were seen to work: only then "Protected" is said.
    pub fn is_protected(&self) -> bool {
        let seen = |kind, verified: Option<MemberId>| {
            self.chain.slot(kind).is_some_and(|slot| Some(slot.id) == verified)
        };
        seen(MemberKind::Kit, self.verified.kit) && seen(MemberKind::Passphrase, self.verified.passphrase)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_is_wanted_after_more_than_64_entries_and_more_bytes_than_the_last() {
        let tail = |checkpoint, entries, bytes| Tail { checkpoint, entries, bytes }.wants_checkpoint();
        assert!(tail(1000, 65, 1001));
        assert!(!tail(1000, 64, 9000), "few entries are quick to read");
        assert!(!tail(1000, 500, 1000), "a restore would read more, not less");
    }
}
