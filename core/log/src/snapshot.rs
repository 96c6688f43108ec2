//! A verified chain as bytes, for the service's database and a client's own store: what was verified once need not be
//! verified again at every start. Private to whoever wrote it; never sent.

use std::collections::{BTreeMap, BTreeSet};

use minicbor::{Decoder, Encoder};

use crate::cbor::{Read, Written, fixed, length, optional};
use crate::chain::{Chain, Head, Member, Proposal};
use crate::{Action, BackupId, Control, Hash, Kind, MemberId, cbor};

const VERSION: u8 = 1;

/// Bytes that are no snapshot of this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the stored state of the log is damaged or of another version")]
pub struct SnapshotError;

impl Chain {
    /// The bytes; [`Chain::from_snapshot`] reads them.
    pub fn to_snapshot(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.write(&mut Encoder::new(&mut out)).expect("writing into memory does not fail");
        out
    }

    fn write(&self, e: &mut Encoder<&mut Vec<u8>>) -> Written {
        e.array(12)?.u8(VERSION)?.bytes(&self.backup.0)?.bytes(&self.genesis.0)?;
        write_head(e, self.head)?;
        write_head(e, self.control)?;
        e.u32(self.epoch)?.bytes(&self.commitment)?;
        e.array(self.members.len() as u64)?;
        for member in self.members.values() {
            // A member record has one form, the one of control entries: a proposal carries it whole.
            e.array(4)?
                .u64(member.since)?
                .u64(member.stored)?
                .u64(member.time)?
                .bytes(&record_bytes(member))?;
        }
        e.array(self.used.len() as u64)?;
        for used in &self.used {
            e.bytes(used)?;
        }
        e.array(self.proposals.len() as u64)?;
        for (hash, p) in &self.proposals {
            e.array(7)?.bytes(&hash.0)?.u64(p.number)?.bytes(&p.author.0)?.u64(p.stored)?.u64(p.time)?;
            e.bytes(p.confirmed_by.as_ref().map_or(&[], |id| id.0.as_slice()))?
                .bytes(&Control::Proposed(p.action).encode())?;
        }
        e.bool(self.devices_suspended)?.bool(self.closed)?;
        Ok(())
    }

    /// Reads what [`Chain::to_snapshot`] wrote. The caller keeps the bytes where nobody else writes.
    pub fn from_snapshot(bytes: &[u8]) -> Result<Self, SnapshotError> {
        let chain = read(&mut Decoder::new(bytes)).map_err(|_| SnapshotError)?;
        // One state has one form: damage that still parses is found here.
        if chain.to_snapshot() == bytes { Ok(chain) } else { Err(SnapshotError) }
    }
}

fn write_head(e: &mut Encoder<&mut Vec<u8>>, head: Head) -> Written {
    e.array(2)?.u64(head.number)?.bytes(&head.hash.0).map(drop)
}

fn record_bytes(member: &Member) -> Vec<u8> {
    Control::Proposed(Action::ReplaceSlot { old: MemberId([0; 16]), new: member.record }).encode()
}

fn malformed() -> minicbor::decode::Error {
    cbor::malformed("not a snapshot")
}

fn read_head(d: &mut Decoder<'_>) -> Read<Head> {
    length(d)?;
    Ok(Head { number: d.u64()?, hash: Hash(fixed(d)?) })
}

fn read_action(d: &mut Decoder<'_>) -> Read<Action> {
    match Control::decode(Kind::Proposed, d.bytes()?) {
        Ok(Control::Proposed(action)) => Ok(action),
        _ => Err(malformed()),
    }
}

fn read(d: &mut Decoder<'_>) -> Read<Chain> {
    if length(d)? != 12 || d.u8()? != VERSION {
        return Err(malformed());
    }
    let backup = BackupId(fixed(d)?);
    let genesis = Hash(fixed(d)?);
    let (head, control) = (read_head(d)?, read_head(d)?);
    let (epoch, commitment) = (d.u32()?, fixed(d)?);
    let mut members = BTreeMap::new();
    for _ in 0..length(d)? {
        length(d)?;
        let (since, stored, time) = (d.u64()?, d.u64()?, d.u64()?);
        let Action::ReplaceSlot { new: record, .. } = read_action(d)? else { return Err(malformed()) };
        members.insert(record.id, Member { record, since, stored, time });
    }
    let mut used = BTreeSet::new();
    for _ in 0..length(d)? {
        used.insert(fixed(d)?);
    }
    let mut proposals = BTreeMap::new();
    for _ in 0..length(d)? {
        length(d)?;
        let hash = Hash(fixed(d)?);
        let (number, author) = (d.u64()?, MemberId(fixed(d)?));
        let (stored, time) = (d.u64()?, d.u64()?);
        let confirmed_by = optional(d)?.map(MemberId);
        proposals
            .insert(hash, Proposal { number, author, action: read_action(d)?, stored, time, confirmed_by });
    }
    Ok(Chain {
        backup,
        genesis,
        head,
        control,
        epoch,
        commitment,
        members,
        used,
        proposals,
        devices_suspended: d.bool()?,
        closed: d.bool()?,
        omitted: BTreeSet::new(),
    })
}
