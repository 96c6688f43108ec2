//! Entries made here. Each is followed on a copy of the chain before it is sent: what this client would refuse, it
//! never writes.

use rand_core::{CryptoRng, RngCore};
use regain_log::{
    Action, Chain, Control, Entry, Hash, Head, Kind, MemberId, MemberRecord, Seal, Timing, UnsignedHeader,
    frame,
};
use regain_seal::{EpochKey, MemberSecret, NextEpoch, SealBodyError, seal_body};
use regain_vault::Change;

use crate::keyring::{Keyring, Opener};
use crate::{Finding, SyncError};

/// A run of entries under construction, on the verified head.
pub struct Draft<'a> {
    chain: Chain,
    keys: Keyring,
    author: Opener<'a>,
    entries: Vec<Entry>,
    expected: Head,
    now: u64,
}

/// A finished run: what to send, and the state once it is acknowledged.
pub struct Drafted {
    /// The chain after the run.
    pub chain: Chain,
    /// The keys after the run.
    pub keys: Keyring,
    /// The entries.
    pub entries: Vec<Entry>,
    /// The head they stand on.
    pub expected: Head,
}

impl Drafted {
    /// Framed, for the wire.
    pub fn frames(&self) -> Vec<u8> {
        frame::write_all(&self.entries)
    }
}

impl<'a> Draft<'a> {
    /// Starts on a verified chain. `now` is ms since the Unix epoch.
    pub fn new(chain: &Chain, keys: &Keyring, author: Opener<'a>, now: u64) -> Self {
        let expected = chain.head();
        Self { chain: chain.clone(), keys: keys.duplicate(), author, entries: Vec::new(), expected, now }
    }

    /// Whether nothing was added yet.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Adds records: `Kind::Change`, or `Kind::Checkpoint` for all of them.
    pub fn data(
        &mut self,
        kind: Kind,
        change: &Change,
        rng: &mut (impl RngCore + CryptoRng),
    ) -> Result<&Entry, SyncError> {
        let key = self.running_key()?;
        let header = self.header(kind, key.epoch(), key.commitment());
        let body = seal_body(key, &header, &change.encode(), rng).map_err(|error| match error {
            SealBodyError::TooLong(_) => SyncError::TooLarge,
            SealBodyError::Header => SyncError::Finding(Finding::Sealed { number: header.number }),
        })?;
        self.push(&header, body)
    }

    /// Adds a control entry that starts no epoch.
    pub fn control(&mut self, control: &Control) -> Result<&Entry, SyncError> {
        let header = self.header(control.kind(), self.chain.epoch(), *self.chain.commitment());
        self.push(&header, control.encode())
    }

    /// Lets a device join.
    pub fn add_member(&mut self, member: MemberRecord) -> Result<&Entry, SyncError> {
        let seal = self.running_key()?.seal_to(&member).map_err(|_| self.seals_error())?;
        self.control(&Control::MemberAdded { member, seal })
    }

    /// Removes a device and starts an epoch without it.
    pub fn remove_member(
        &mut self,
        member: MemberId,
        proposal: Option<Hash>,
        rng: &mut (impl RngCore + CryptoRng),
    ) -> Result<&Entry, SyncError> {
        let members = self.chain.members_after(Some(member), None);
        let (next, seals) = self.next_epoch(&members, rng)?;
        let previous = next.previous;
        self.start_epoch(next, &Control::MemberRemoved { member, seals, previous, proposal })
    }

    /// Replaces a slot and starts an epoch that the old one can't open.
    pub fn replace_slot(
        &mut self,
        old: Option<MemberId>,
        new: MemberRecord,
        proposal: Option<Hash>,
        rng: &mut (impl RngCore + CryptoRng),
    ) -> Result<&Entry, SyncError> {
        let members = self.chain.members_after(old, Some(new));
        let (next, seals) = self.next_epoch(&members, rng)?;
        let previous = next.previous;
        self.start_epoch(next, &Control::SlotReplaced { old, new, seals, previous, proposal })
    }

    /// Asks for something a device alone may not do.
    pub fn propose(&mut self, action: Action) -> Result<&Entry, SyncError> {
        self.control(&Control::Proposed(action))
    }

    /// The run.
    pub fn finish(self) -> Drafted {
        Drafted { chain: self.chain, keys: self.keys, entries: self.entries, expected: self.expected }
    }

    fn next_epoch(
        &self,
        members: &[MemberRecord],
        rng: &mut (impl RngCore + CryptoRng),
    ) -> Result<(NextEpoch, Vec<Seal>), SyncError> {
        let next = self.running_key()?.next(rng);
        let seals = next.key.seal_to_all(members).map_err(|_| self.seals_error())?;
        Ok((next, seals))
    }

    fn start_epoch(&mut self, next: NextEpoch, control: &Control) -> Result<&Entry, SyncError> {
        let header = self.header(control.kind(), next.key.epoch(), next.key.commitment());
        self.follow(&header, control.encode())?;
        // Only now: a refused entry leaves no key behind.
        self.keys.insert(next.key);
        Ok(self.last())
    }

    fn running_key(&self) -> Result<&EpochKey, SyncError> {
        self.keys.of(self.chain.epoch()).ok_or_else(|| self.seals_error())
    }

    fn seals_error(&self) -> SyncError {
        SyncError::Finding(Finding::Seals { number: self.chain.head().number + 1 })
    }

    fn header(&self, kind: Kind, epoch: u32, commitment: [u8; 32]) -> UnsignedHeader {
        UnsignedHeader {
            backup: self.chain.backup(),
            number: self.chain.head().number + 1,
            previous: self.chain.head().hash,
            control: self.chain.control().hash,
            epoch,
            kind,
            author: self.author.id,
            commitment,
            time: self.now,
        }
    }

    fn push(&mut self, header: &UnsignedHeader, body: Vec<u8>) -> Result<&Entry, SyncError> {
        self.follow(header, body)?;
        Ok(self.last())
    }

    fn follow(&mut self, header: &UnsignedHeader, body: Vec<u8>) -> Result<(), SyncError> {
        let entry = header.sign(body, self.author.secret);
        self.chain.follow(&entry, Timing::Client).map_err(Finding::from)?;
        self.entries.push(entry);
        Ok(())
    }

    fn last(&self) -> &Entry {
        self.entries.last().expect("one was just pushed")
    }
}

/// The genesis entry of a new backup, signed by its kit.
pub fn genesis(
    key: &EpochKey,
    members: Vec<MemberRecord>,
    kit: (MemberId, &MemberSecret),
    now: u64,
) -> Result<Entry, SyncError> {
    let mut ordered = members.clone();
    ordered.sort_by_key(|member| member.id);
    let seals = key.seal_to_all(&ordered).map_err(|_| SyncError::Finding(Finding::Seals { number: 0 }))?;
    let header = UnsignedHeader {
        backup: key.backup(),
        number: 0,
        previous: Hash::ZERO,
        control: Hash::ZERO,
        epoch: key.epoch(),
        kind: Kind::Genesis,
        author: kit.0,
        commitment: key.commitment(),
        time: now,
    };
    Ok(header.sign(Control::Genesis { members, seals }.encode(), kit.1))
}
