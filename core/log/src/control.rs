//! What control entries say, in clear CBOR, FORMAT section 5. The layout is frozen.

use minicbor::{Decoder, Encoder};

use crate::cbor::{Read, Written, array, fixed, list, optional};
use crate::{Hash, Kind, MemberId, cbor};

/// Bytes of one seal: HPKE encapsulated key (32) ‖ sealed epoch key (32 + 16).
pub const SEAL_LEN: usize = 80;
/// Bytes of the previous epoch's key sealed under the new one: nonce (24) ‖ key (32) ‖ tag (16).
pub const PREVIOUS_LEN: usize = 72;
/// Seals in one entry: more members than any person has.
const MAX_SEALS: u64 = 1024;

/// What kind of member opens the backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum MemberKind {
    /// A device; its private keys never leave it.
    Device = 1,
    /// The slot opened by the recovery kit's words.
    Kit = 2,
    /// The slot opened by the passphrase, through OPAQUE.
    Passphrase = 3,
}

impl MemberKind {
    /// Whether the member is a slot, a way back in.
    pub fn is_slot(self) -> bool {
        self != Self::Device
    }
}

/// A member as the log names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemberRecord {
    /// Its id, never used twice in one log.
    pub id: MemberId,
    /// Device or slot.
    pub kind: MemberKind,
    /// Ed25519 public key.
    pub sign: [u8; 32],
    /// X25519 public key.
    pub open: [u8; 32],
    /// Only a kit's: the public key of the proof by the kit (Ed25519) and the age recipient (X25519).
    pub kit: Option<KitKeys>,
}

/// What the log knows of a recovery kit beyond its member keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KitKeys {
    /// Ed25519 public key; a signature by it opens a session.
    pub auth: [u8; 32],
    /// X25519 public key; encrypted exports go to it.
    pub age: [u8; 32],
}

/// An epoch key sealed to one member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seal {
    /// To whom.
    pub member: MemberId,
    /// HPKE encapsulated key ‖ ciphertext.
    pub bytes: [u8; SEAL_LEN],
}

/// What a proposal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Remove a device.
    Remove(MemberId),
    /// Replace a slot by a new one of the same kind.
    ReplaceSlot {
        /// The slot that goes.
        old: MemberId,
        /// The slot that comes.
        new: MemberRecord,
    },
}

/// The body of a control entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Control {
    /// The first entry.
    Genesis {
        /// Kit, passphrase (if any), first device.
        members: Vec<MemberRecord>,
        /// The first epoch key, to each of them.
        seals: Vec<Seal>,
    },
    /// A device joins the running epoch.
    MemberAdded {
        /// The device.
        member: MemberRecord,
        /// The running epoch's key, to it.
        seal: Seal,
    },
    /// A device goes.
    MemberRemoved {
        /// Which.
        member: MemberId,
        /// The new epoch key, to everyone who remains.
        seals: Vec<Seal>,
        /// The old epoch key under the new one.
        previous: [u8; PREVIOUS_LEN],
        /// The proposal that gives a device alone the right.
        proposal: Option<Hash>,
    },
    /// A slot goes and another comes.
    SlotReplaced {
        /// The slot that goes; none for a first passphrase.
        old: Option<MemberId>,
        /// The slot that comes.
        new: MemberRecord,
        /// The new epoch key, to everyone, the new slot included.
        seals: Vec<Seal>,
        /// The old epoch key under the new one.
        previous: [u8; PREVIOUS_LEN],
        /// The proposal that gives a device alone the right.
        proposal: Option<Hash>,
    },
    /// Nothing follows.
    BackupClosed,
    /// A device alone asks.
    Proposed(Action),
    /// Another device agrees to the proposal with this entry hash.
    Confirmed(Hash),
    /// A member refuses the proposal with this entry hash.
    Cancelled(Hash),
    /// A device is alive.
    Heartbeat,
    /// The author, a device, goes by itself. No epoch starts: it would be one whose key the leaver made.
    MemberLeft,
}

/// Why a control body can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ControlError {
    /// Not the CBOR that the kind asks for.
    #[error("the body of the {0:?} entry is not what its kind asks for")]
    Malformed(Kind),
    /// A data entry has no control body.
    #[error("a {0:?} entry has no control body")]
    NotControl(Kind),
}

impl Control {
    /// The kind of entry this body belongs to.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Genesis { .. } => Kind::Genesis,
            Self::MemberAdded { .. } => Kind::MemberAdded,
            Self::MemberRemoved { .. } => Kind::MemberRemoved,
            Self::SlotReplaced { .. } => Kind::SlotReplaced,
            Self::BackupClosed => Kind::BackupClosed,
            Self::Proposed(_) => Kind::Proposed,
            Self::Confirmed(_) => Kind::Confirmed,
            Self::Cancelled(_) => Kind::Cancelled,
            Self::Heartbeat => Kind::Heartbeat,
            Self::MemberLeft => Kind::MemberLeft,
        }
    }

    /// The seals it carries.
    pub fn seals(&self) -> &[Seal] {
        match self {
            Self::Genesis { seals, .. }
            | Self::MemberRemoved { seals, .. }
            | Self::SlotReplaced { seals, .. } => seals,
            Self::MemberAdded { seal, .. } => std::slice::from_ref(seal),
            _ => &[],
        }
    }

    /// The bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.write(&mut Encoder::new(&mut out)).expect("writing into memory does not fail");
        out
    }

    fn write(&self, e: &mut Encoder<&mut Vec<u8>>) -> Written {
        match self {
            Self::Genesis { members, seals } => {
                e.array(2)?.array(members.len() as u64)?;
                members.iter().try_for_each(|member| write_member(e, member))?;
                write_seals(e, seals)
            }
            Self::MemberAdded { member, seal } => {
                e.array(2)?;
                write_member(e, member)?;
                write_seal(e, seal)
            }
            Self::MemberRemoved { member, seals, previous, proposal } => {
                e.array(4)?.bytes(&member.0)?;
                write_seals(e, seals)?;
                e.bytes(previous)?.bytes(proposal.as_ref().map_or(&[], |hash| hash.0.as_slice()))?;
                Ok(())
            }
            Self::SlotReplaced { old, new, seals, previous, proposal } => {
                e.array(5)?.bytes(old.as_ref().map_or(&[], |id| id.0.as_slice()))?;
                write_member(e, new)?;
                write_seals(e, seals)?;
                e.bytes(previous)?.bytes(proposal.as_ref().map_or(&[], |hash| hash.0.as_slice()))?;
                Ok(())
            }
            Self::BackupClosed | Self::Heartbeat | Self::MemberLeft => e.array(0).map(drop),
            Self::Proposed(action) => {
                e.array(1)?;
                match action {
                    Action::Remove(member) => e.array(2)?.u8(1)?.bytes(&member.0).map(drop),
                    Action::ReplaceSlot { old, new } => {
                        e.array(3)?.u8(2)?.bytes(&old.0)?;
                        write_member(e, new)
                    }
                }
            }
            Self::Confirmed(hash) | Self::Cancelled(hash) => e.array(1)?.bytes(&hash.0).map(drop),
        }
    }

    /// Reads the body of an entry of this kind, to its end and in its only form: bytes that would be written
    /// differently are refused, so that no second encoding of one statement exists.
    pub fn decode(kind: Kind, bytes: &[u8]) -> Result<Self, ControlError> {
        if kind.is_data() {
            return Err(ControlError::NotControl(kind));
        }
        let control =
            Self::read(kind, &mut Decoder::new(bytes)).map_err(|_| ControlError::Malformed(kind))?;
        if control.encode() == bytes { Ok(control) } else { Err(ControlError::Malformed(kind)) }
    }

    fn read(kind: Kind, d: &mut Decoder<'_>) -> Read<Self> {
        match kind {
            Kind::Genesis => {
                array(d, 2)?;
                let members = list(d, 3, read_member)?;
                Ok(Self::Genesis { members, seals: list(d, MAX_SEALS, read_seal)? })
            }
            Kind::MemberAdded => {
                array(d, 2)?;
                Ok(Self::MemberAdded { member: read_member(d)?, seal: read_seal(d)? })
            }
            Kind::MemberRemoved => {
                array(d, 4)?;
                Ok(Self::MemberRemoved {
                    member: MemberId(fixed(d)?),
                    seals: list(d, MAX_SEALS, read_seal)?,
                    previous: fixed(d)?,
                    proposal: optional(d)?.map(Hash),
                })
            }
            Kind::SlotReplaced => {
                array(d, 5)?;
                Ok(Self::SlotReplaced {
                    old: optional(d)?.map(MemberId),
                    new: read_member(d)?,
                    seals: list(d, MAX_SEALS, read_seal)?,
                    previous: fixed(d)?,
                    proposal: optional(d)?.map(Hash),
                })
            }
            Kind::Proposed => {
                array(d, 1)?;
                Ok(Self::Proposed(read_action(d)?))
            }
            Kind::BackupClosed => array(d, 0).map(|()| Self::BackupClosed),
            Kind::Heartbeat => array(d, 0).map(|()| Self::Heartbeat),
            Kind::MemberLeft => array(d, 0).map(|()| Self::MemberLeft),
            Kind::Confirmed => array(d, 1).and_then(|()| Ok(Self::Confirmed(Hash(fixed(d)?)))),
            Kind::Cancelled => array(d, 1).and_then(|()| Ok(Self::Cancelled(Hash(fixed(d)?)))),
            Kind::Change | Kind::Checkpoint => Err(malformed()),
        }
    }
}

fn malformed() -> minicbor::decode::Error {
    cbor::malformed("not the expected structure")
}

fn write_member(e: &mut Encoder<&mut Vec<u8>>, member: &MemberRecord) -> Written {
    e.array(5)?.bytes(&member.id.0)?.u8(member.kind as u8)?.bytes(&member.sign)?.bytes(&member.open)?;
    let extra = member.kit.map(|kit| [kit.auth, kit.age].concat());
    e.bytes(extra.as_deref().unwrap_or_default()).map(drop)
}

fn write_seal(e: &mut Encoder<&mut Vec<u8>>, seal: &Seal) -> Written {
    e.array(2)?.bytes(&seal.member.0)?.bytes(&seal.bytes).map(drop)
}

fn write_seals(e: &mut Encoder<&mut Vec<u8>>, seals: &[Seal]) -> Written {
    e.array(seals.len() as u64)?;
    seals.iter().try_for_each(|seal| write_seal(e, seal))
}

fn read_member(d: &mut Decoder<'_>) -> Read<MemberRecord> {
    array(d, 5)?;
    let id = MemberId(fixed(d)?);
    let kind = match d.u8()? {
        1 => MemberKind::Device,
        2 => MemberKind::Kit,
        3 => MemberKind::Passphrase,
        _ => return Err(malformed()),
    };
    let (sign, open) = (fixed(d)?, fixed(d)?);
    let kit = match (kind, d.bytes()?) {
        (MemberKind::Kit, extra) => {
            let (auth, age) = extra.split_at_checked(32).ok_or_else(malformed)?;
            let key = |bytes: &[u8]| <[u8; 32]>::try_from(bytes).map_err(|_| malformed());
            Some(KitKeys { auth: key(auth)?, age: key(age)? })
        }
        (_, []) => None,
        _ => return Err(malformed()),
    };
    Ok(MemberRecord { id, kind, sign, open, kit })
}

fn read_seal(d: &mut Decoder<'_>) -> Read<Seal> {
    array(d, 2)?;
    Ok(Seal { member: MemberId(fixed(d)?), bytes: fixed(d)? })
}

fn read_action(d: &mut Decoder<'_>) -> Read<Action> {
    let length = d.array()?;
    match (length, d.u8()?) {
        (Some(2), 1) => Ok(Action::Remove(MemberId(fixed(d)?))),
        (Some(3), 2) => Ok(Action::ReplaceSlot { old: MemberId(fixed(d)?), new: read_member(d)? }),
        _ => Err(malformed()),
    }
}
