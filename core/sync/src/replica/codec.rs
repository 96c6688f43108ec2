//! A replica as CBOR: the plaintext of a device's sealed store (`docs/FORMAT-store.md` is its envelope). Private to the device.

mod holdings;

use std::collections::VecDeque;

use minicbor::{Decoder, Encoder};
use regain_log::cbor::{Read, Written, fixed, length, malformed};
use regain_log::{Chain, Hash, Head, MemberId};
use regain_seal::{EpochKey, MemberSecret};
use regain_vault::{Author, Change, Clock, Vault};
use zeroize::Zeroizing;

use super::outbox::{Attempt, Intent, Outbox};
use super::{Membership, Replica, Tail, Verified};
use crate::Keyring;
use crate::restore::Sign;

/// 2: with the keys of accounts bound to this device. 1 had none.
const VERSION: u8 = 2;

/// Why a store's plaintext can't be read. It was authenticated before, so this is another version or a fault of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplicaError {
    /// Written by a newer version.
    #[error("the store was written by a newer version of this program (layout {0}): update this program")]
    Newer(u8),
    /// Not the expected structure.
    #[error("the store opens, but its contents are not what this version writes: {0}")]
    Malformed(String),
}

impl Replica {
    /// The bytes, to be sealed. Wiped when dropped.
    pub fn encode(&self) -> Zeroizing<Vec<u8>> {
        // Reserved at once: a buffer that grows leaves unwiped copies behind.
        let vault = self.vault.encode();
        let room = vault.len() + room_beside_vault(self);
        let mut out = Zeroizing::new(Vec::with_capacity(room));
        write(self, &vault, &mut Encoder::new(&mut *out)).expect("writing into memory does not fail");
        debug_assert!(out.len() <= room, "the buffer grew: {} of {room}", out.len());
        out
    }

    /// Reads what [`Replica::encode`] wrote. `now` (ms since the Unix epoch) bounds what the clock resumes from.
    pub fn decode(bytes: &[u8], now: u64) -> Result<Self, ReplicaError> {
        let mut d = Decoder::new(bytes);
        let malformed = |error: minicbor::decode::Error| ReplicaError::Malformed(error.to_string());
        length(&mut d).map_err(malformed)?;
        match d.u8().map_err(malformed)? {
            version @ 1..=VERSION => read(&mut d, version, now).map_err(malformed),
            newer => Err(ReplicaError::Newer(newer)),
        }
    }
}

/// Bytes that hold everything but the vault, with some to spare.
fn room_beside_vault(replica: &Replica) -> usize {
    /// Heads, numbers and ids of one item of a list.
    const ITEM: usize = 64;
    let change = |change: &Change| change.encode().len() + ITEM;
    let left: usize = replica.left_behind.iter().map(change).sum();
    let names = replica.device_name.len() + replica.removed_from.as_ref().map_or(0, String::len) + 4096;
    let names = names + holdings::room(&replica.holdings);
    let Some(m) = &replica.membership else { return left + names };
    let waiting: usize = m.outbox.parts().0.iter().map(|(_, waits)| change(waits)).sum();
    let attempt = m.outbox.attempt.as_ref().map_or(0, |attempt| attempt.frames.len());
    let token = m.token.as_ref().map_or(0, |token| token.len());
    let finding = m.finding.as_ref().map_or(0, |(code, text)| code.len() + text.len());
    let chain = m.chain.to_snapshot().len();
    let items = (m.keys.iter().count() + m.outbox.intents.len()) * ITEM;
    left + names
        + waiting
        + attempt
        + token
        + finding
        + chain
        + items
        + m.service.len()
        + m.account.as_str().len()
}

fn write(replica: &Replica, vault: &[u8], e: &mut Encoder<&mut Vec<u8>>) -> Written {
    e.array(8)?.u8(VERSION)?.bytes(&replica.device.0)?.str(&replica.device_name)?.bytes(vault)?;
    match &replica.membership {
        None => drop(e.null()?),
        Some(membership) => write_membership(membership, e)?,
    }
    e.array(replica.left_behind.len() as u64)?;
    for change in &replica.left_behind {
        e.bytes(&change.encode())?;
    }
    match &replica.removed_from {
        None => drop(e.null()?),
        Some(account) => drop(e.str(account)?),
    }
    holdings::write(&replica.holdings, e)
}

fn write_membership(m: &Membership, e: &mut Encoder<&mut Vec<u8>>) -> Written {
    e.array(16)?.str(&m.service)?.str(m.account.as_str())?.bytes(m.secret.expose_bytes().as_slice())?;
    e.bytes(&m.chain.to_snapshot())?;
    e.array(m.keys.iter().count() as u64)?;
    for key in m.keys.iter() {
        e.array(2)?.u32(key.epoch())?.bytes(key.expose_bytes())?;
    }
    write_outbox(&m.outbox, e)?;
    e.array(3)?.u64(m.tail.checkpoint)?.u64(m.tail.entries)?.u64(m.tail.bytes)?;
    match &m.token {
        None => drop(e.null()?),
        Some(token) => drop(e.str(token)?),
    }
    match m.last_backup {
        None => drop(e.null()?),
        Some(sign) => drop(e.array(2)?.u64(sign.time)?.bytes(&sign.author.0)?),
    }
    e.u64(m.last_written)?.u64(m.last_contact)?;
    match &m.finding {
        None => drop(e.null()?),
        Some((code, text)) => drop(e.array(2)?.str(code)?.str(text)?),
    }
    write_member_id(m.verified.kit, e)?;
    write_member_id(m.verified.passphrase, e)?;
    e.bool(m.gap)?.bool(m.created).map(drop)
}

fn write_outbox(outbox: &Outbox, e: &mut Encoder<&mut Vec<u8>>) -> Written {
    let (waiting, next) = outbox.parts();
    e.array(4)?.array(waiting.len() as u64)?;
    for (number, change) in waiting {
        e.array(2)?.u64(*number)?.bytes(&change.encode())?;
    }
    e.u64(next)?.array(outbox.intents.len() as u64)?;
    for intent in &outbox.intents {
        write_intent(intent, e)?;
    }
    match &outbox.attempt {
        None => e.null().map(drop),
        Some(Attempt { expected, frames, covers, intents }) => {
            e.array(5)?.u64(expected.number)?.bytes(&expected.hash.0)?.bytes(frames)?.u64(*covers)?;
            e.u64(*intents as u64).map(drop)
        }
    }
}

fn write_intent(intent: &Intent, e: &mut Encoder<&mut Vec<u8>>) -> Written {
    match intent {
        Intent::ProposeRemoval(member) => e.array(2)?.u8(1)?.bytes(&member.0).map(drop),
        Intent::Confirm(hash) => e.array(2)?.u8(2)?.bytes(&hash.0).map(drop),
        Intent::Cancel(hash) => e.array(2)?.u8(3)?.bytes(&hash.0).map(drop),
        Intent::Leave => e.array(1)?.u8(4).map(drop),
    }
}

fn write_member_id(id: Option<MemberId>, e: &mut Encoder<&mut Vec<u8>>) -> Written {
    match id {
        None => e.null().map(drop),
        Some(id) => e.bytes(&id.0).map(drop),
    }
}

fn nullable<T>(d: &mut Decoder<'_>, read: impl FnOnce(&mut Decoder<'_>) -> Read<T>) -> Read<Option<T>> {
    if d.datatype()? == minicbor::data::Type::Null {
        d.null()?;
        return Ok(None);
    }
    read(d).map(Some)
}

fn read_change(d: &mut Decoder<'_>) -> Read<Change> {
    Change::decode(d.bytes()?).map(|(change, _)| change).map_err(|_| malformed("an unreadable change"))
}

fn read(d: &mut Decoder<'_>, version: u8, now: u64) -> Read<Replica> {
    let device = MemberId(fixed(d)?);
    let device_name = d.str()?.to_owned();
    let (vault, _) = Vault::decode(d.bytes()?).map_err(|_| malformed("unreadable records"))?;
    let membership = nullable(d, read_membership)?;
    let left_behind = (0..length(d)?).map(|_| read_change(d)).collect::<Read<_>>()?;
    let removed_from = nullable(d, |d| d.str().map(str::to_owned))?;
    let holdings = if version == 1 { Vec::new() } else { holdings::read(d)? };
    let clock = Clock::resume(Author(device.0), &vault, now);
    Ok(Replica { device, device_name, vault, clock, membership, left_behind, removed_from, holdings })
}

fn read_membership(d: &mut Decoder<'_>) -> Read<Membership> {
    length(d)?;
    let service = d.str()?.to_owned();
    let account = d.str()?.parse().map_err(|_| malformed("an account name"))?;
    let secret = MemberSecret::from_bytes(&Zeroizing::new(fixed(d)?));
    let chain = Chain::from_snapshot(d.bytes()?).map_err(|_| malformed("the state of the log"))?;
    let mut keys = Keyring::default();
    for _ in 0..length(d)? {
        length(d)?;
        let epoch = d.u32()?;
        keys.insert(EpochKey::from_bytes(chain.backup(), epoch, &Zeroizing::new(fixed(d)?)));
    }
    let outbox = read_outbox(d)?;
    length(d)?;
    let tail = Tail { checkpoint: d.u64()?, entries: d.u64()?, bytes: d.u64()? };
    let token = nullable(d, |d| Ok(Zeroizing::new(d.str()?.to_owned())))?;
    let last_backup = nullable(d, |d| {
        length(d)?;
        Ok(Sign { time: d.u64()?, author: MemberId(fixed(d)?) })
    })?;
    let (last_written, last_contact) = (d.u64()?, d.u64()?);
    let finding = nullable(d, |d| {
        length(d)?;
        Ok((d.str()?.to_owned(), d.str()?.to_owned()))
    })?;
    let verified = Verified {
        kit: nullable(d, |d| fixed(d).map(MemberId))?,
        passphrase: nullable(d, |d| fixed(d).map(MemberId))?,
    };
    Ok(Membership {
        service,
        account,
        secret,
        chain,
        keys,
        outbox,
        tail,
        token,
        last_backup,
        last_written,
        last_contact,
        finding,
        verified,
        gap: d.bool()?,
        created: d.bool()?,
    })
}

fn read_outbox(d: &mut Decoder<'_>) -> Read<Outbox> {
    length(d)?;
    let waiting = (0..length(d)?)
        .map(|_| {
            length(d)?;
            Ok((d.u64()?, read_change(d)?))
        })
        .collect::<Read<VecDeque<_>>>()?;
    let next = d.u64()?;
    let intents = (0..length(d)?).map(|_| read_intent(d)).collect::<Read<Vec<_>>>()?;
    let attempt = nullable(d, |d| {
        length(d)?;
        let expected = Head { number: d.u64()?, hash: Hash(fixed(d)?) };
        let (frames, covers) = (d.bytes()?.to_vec(), d.u64()?);
        let intents = usize::try_from(d.u64()?).map_err(|_| malformed("a count"))?;
        Ok(Attempt { expected, frames, covers, intents })
    })?;
    Ok(Outbox::from_parts(waiting, next, intents, attempt))
}

fn read_intent(d: &mut Decoder<'_>) -> Read<Intent> {
    length(d)?;
    match d.u8()? {
        1 => Ok(Intent::ProposeRemoval(MemberId(fixed(d)?))),
        2 => Ok(Intent::Confirm(Hash(fixed(d)?))),
        3 => Ok(Intent::Cancel(Hash(fixed(d)?))),
        4 => Ok(Intent::Leave),
        _ => Err(malformed("an unknown intent")),
    }
}
