//! The epoch keys a member holds, and the check that everybody else was given the same.

use std::collections::BTreeMap;

use regain_log::{BackupId, Control, Entry, MemberId, MemberRecord};
use regain_seal::{EpochKey, MemberSecret};

use crate::Finding;

/// Every epoch key this member can open, by epoch.
#[derive(Default)]
pub struct Keyring {
    keys: BTreeMap<u32, EpochKey>,
}

/// Who opens seals: a member's id and private keys.
#[derive(Clone, Copy)]
pub struct Opener<'a> {
    /// The member.
    pub id: MemberId,
    /// Its private keys.
    pub secret: &'a MemberSecret,
}

impl Keyring {
    /// Holds one key.
    pub fn with(key: EpochKey) -> Self {
        let mut ring = Self::default();
        ring.insert(key);
        ring
    }

    /// Adds a key.
    pub fn insert(&mut self, key: EpochKey) {
        self.keys.insert(key.epoch(), key);
    }

    /// The key of an epoch.
    pub fn of(&self, epoch: u32) -> Option<&EpochKey> {
        self.keys.get(&epoch)
    }

    /// All keys, oldest epoch first.
    pub fn iter(&self) -> impl Iterator<Item = &EpochKey> {
        self.keys.values()
    }

    /// Another ring with the same keys.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        let copy = |key: &EpochKey| EpochKey::from_bytes(key.backup(), key.epoch(), key.expose_bytes());
        Self { keys: self.keys.iter().map(|(epoch, key)| (*epoch, copy(key))).collect() }
    }

    /// Takes the epoch that a verified control entry starts, or checks the seal of one that adds a member.
    ///
    /// `sealed_to` are the members the entry seals to, in order. The new key must be the committed one, seal to everyone exactly
    /// as everyone recomputes, and carry the key held for the epoch before.
    pub(crate) fn follow(
        &mut self,
        entry: &Entry,
        control: &Control,
        sealed_to: &[MemberRecord],
        opener: Opener<'_>,
    ) -> Result<(), Finding> {
        let header = entry.header();
        let wrong = Finding::Seals { number: header.number };
        if !header.kind.starts_epoch() {
            let Some(key) = self.keys.get(&header.epoch) else { return Ok(()) };
            return check(key, control, sealed_to).ok_or(wrong);
        }
        if !sealed_to.iter().any(|member| member.id == opener.id) {
            // Removed by this very entry: nothing in it is for us.
            return Ok(());
        }
        let key = open_own(entry, control, opener).ok_or(wrong.clone())?;
        check(&key, control, sealed_to).ok_or(wrong.clone())?;
        let previous = open_previous(&key, control).ok_or(wrong.clone())?;
        if let Some(held) = self.keys.get(&previous.epoch())
            && held.commitment() != previous.commitment()
        {
            return Err(wrong);
        }
        self.insert(previous);
        self.insert(key);
        Ok(())
    }

    /// [`Keyring::follow`] of a client that recomputes no seals; only [`crate::hazmat`] leads here.
    pub(crate) fn follow_unchecked(&mut self, entry: &Entry, control: &Control, opener: Opener<'_>) {
        if let Some(key) = open_own(entry, control, opener) {
            self.insert(key);
        }
    }
}

/// The seals are what everyone recomputes.
pub(crate) fn check(key: &EpochKey, control: &Control, sealed_to: &[MemberRecord]) -> Option<()> {
    match control.seals() {
        [] => Some(()),
        seals => key.check_seals(seals, sealed_to).ok(),
    }
}

/// The epoch key sealed to this member in this entry, if it is the committed one.
pub(crate) fn open_own(entry: &Entry, control: &Control, opener: Opener<'_>) -> Option<EpochKey> {
    let header = entry.header();
    let seal = control.seals().iter().find(|seal| seal.member == opener.id)?;
    let key = opener.secret.open_seal(seal, backup_of(entry), header.epoch).ok()?;
    key.is_committed(&header.commitment).then_some(key)
}

/// The key of the epoch before, from the entry that starts this one.
pub(crate) fn open_previous(key: &EpochKey, control: &Control) -> Option<EpochKey> {
    match control {
        Control::MemberRemoved { previous, .. } | Control::SlotReplaced { previous, .. } => {
            key.open_previous(previous).ok()
        }
        _ => None,
    }
}

fn backup_of(entry: &Entry) -> BackupId {
    entry.header().backup
}
