//! One entry: header codec, signature, body hash. FORMAT section 2. The layout is frozen.

use ed25519_dalek::{Signature, VerifyingKey};

use crate::{BackupId, Hash, MemberId};

/// Bytes of a header.
pub const HEADER_LEN: usize = 187;
/// Bytes of an Ed25519 signature, which follows the header.
pub const SIGNATURE_LEN: usize = 64;
/// The longest body, in bytes: a first checkpoint of 10,000 accounts fits several times.
pub const MAX_BODY_LEN: usize = 16 << 20;

const FORMAT: u8 = 1;
const SUITE: u8 = 1;
const SIGNED_LABEL: &[u8] = b"regain/1/entry";
/// Where `body length` starts; it and `body hash` are left out of what a body is bound to.
const BODY_LENGTH_AT: usize = 143;
const TIME_AT: usize = 179;

/// What an entry says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Kind {
    /// Data: the records that changed.
    Change = 1,
    /// Data: all records.
    Checkpoint = 2,
    /// The first entry: kit, passphrase and first device.
    Genesis = 16,
    /// A device joins.
    MemberAdded = 17,
    /// A device goes, and an epoch starts.
    MemberRemoved = 18,
    /// A way back in is replaced, and an epoch starts.
    SlotReplaced = 19,
    /// Nothing follows.
    BackupClosed = 20,
    /// A device alone asks for a removal or a replacement.
    Proposed = 21,
    /// Another device agrees.
    Confirmed = 22,
    /// A member refuses.
    Cancelled = 23,
    /// A device is alive.
    Heartbeat = 24,
    /// A device goes by itself; no epoch starts.
    MemberLeft = 25,
}

/// A number that names no kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown kind of entry {0}")]
pub struct KindError(pub u8);

impl Kind {
    /// Every kind, in ascending order of its number.
    pub const ALL: [Self; 12] = [
        Self::Change,
        Self::Checkpoint,
        Self::Genesis,
        Self::MemberAdded,
        Self::MemberRemoved,
        Self::SlotReplaced,
        Self::BackupClosed,
        Self::Proposed,
        Self::Confirmed,
        Self::Cancelled,
        Self::Heartbeat,
        Self::MemberLeft,
    ];

    /// Whether the body is sealed records (true) or a clear statement about members (false).
    pub fn is_data(self) -> bool {
        matches!(self, Self::Change | Self::Checkpoint)
    }

    /// Whether the entry starts an epoch.
    pub fn starts_epoch(self) -> bool {
        matches!(self, Self::MemberRemoved | Self::SlotReplaced)
    }
}

impl TryFrom<u8> for Kind {
    type Error = KindError;

    fn try_from(number: u8) -> Result<Self, KindError> {
        Self::ALL.into_iter().find(|kind| *kind as u8 == number).ok_or(KindError(number))
    }
}

/// Why bytes are no entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// Fewer bytes than the header promises, or more.
    #[error("the entry has the wrong length")]
    Length,
    /// Written by a newer or an older major version.
    #[error("the entry has format {0}, this program reads format 1")]
    Format(u8),
    /// A suite of primitives this program does not have.
    #[error("the entry uses suite {0}, this program has suite 1")]
    Suite(u8),
    /// A kind this version does not define.
    #[error(transparent)]
    Kind(#[from] KindError),
    /// More than [`MAX_BODY_LEN`].
    #[error("the entry's body is too long")]
    BodyTooLong,
    /// The body is not the one that was signed.
    #[error("the entry's body is not the one that was signed")]
    BodyHash,
}

/// What a header says, parsed. The exact bytes are kept beside it in [`Entry`], since they are what is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// The backup this entry belongs to.
    pub backup: BackupId,
    /// Position in the chain; genesis is 0.
    pub number: u64,
    /// Hash of the entry before; zero for genesis.
    pub previous: Hash,
    /// Hash of the newest control entry before this one; zero for genesis.
    pub control: Hash,
    /// The epoch whose key seals (data) or is made by (epoch-starting control) this entry. Genesis is 1.
    pub epoch: u32,
    /// What the entry says.
    pub kind: Kind,
    /// Who signed it.
    pub author: MemberId,
    /// Commitment to the epoch key.
    pub commitment: [u8; 32],
    /// Bytes of the body.
    pub body_len: u32,
    /// SHA-256 of the body.
    pub body_hash: Hash,
    /// The author's clock, ms since the Unix epoch.
    pub time: u64,
}

/// A header before its body is known: what a sealed body is bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnsignedHeader {
    /// The backup this entry belongs to.
    pub backup: BackupId,
    /// Position in the chain.
    pub number: u64,
    /// Hash of the entry before.
    pub previous: Hash,
    /// Hash of the newest control entry before.
    pub control: Hash,
    /// The epoch.
    pub epoch: u32,
    /// What the entry says.
    pub kind: Kind,
    /// Who will sign it.
    pub author: MemberId,
    /// Commitment to the epoch key.
    pub commitment: [u8; 32],
    /// The author's clock, ms since the Unix epoch.
    pub time: u64,
}

/// Something that signs as one member. Implemented by the owner of the secret key, outside this crate.
pub trait Signer {
    /// The Ed25519 signature (RFC 8032) of the message.
    fn sign(&self, message: &[u8]) -> [u8; SIGNATURE_LEN];
}

impl UnsignedHeader {
    /// The associated data of a sealed body: the header without body length and body hash (FORMAT section 4).
    pub fn body_aad(&self) -> Vec<u8> {
        Header::from_unsigned(self, 0, Hash::ZERO).body_aad()
    }

    /// Binds the body, signs, and gives the finished entry.
    ///
    /// # Panics
    /// When the body is longer than [`MAX_BODY_LEN`]: callers seal what fits.
    pub fn sign(&self, body: Vec<u8>, signer: &impl Signer) -> Entry {
        assert!(body.len() <= MAX_BODY_LEN, "a body is checked against the limit before it is sealed");
        let body_len = u32::try_from(body.len()).expect("MAX_BODY_LEN fits u32");
        let header = Header::from_unsigned(self, body_len, Hash::of(&[&body]));
        let bytes = header.encode();
        let signature = signer.sign(&signed_message(&bytes));
        Entry { header, header_bytes: bytes, signature, body: Some(body) }
    }
}

impl Header {
    fn from_unsigned(unsigned: &UnsignedHeader, body_len: u32, body_hash: Hash) -> Self {
        let UnsignedHeader { backup, number, previous, control, epoch, kind, author, commitment, time } =
            *unsigned;
        Self { backup, number, previous, control, epoch, kind, author, commitment, body_len, body_hash, time }
    }

    /// The associated data of this entry's sealed body (FORMAT section 4).
    pub fn body_aad(&self) -> Vec<u8> {
        let bytes = self.encode();
        [b"regain/1/body".as_slice(), &bytes[..BODY_LENGTH_AT], &bytes[TIME_AT..]].concat()
    }

    /// The 187 bytes.
    pub fn encode(&self) -> [u8; HEADER_LEN] {
        let mut out = [0; HEADER_LEN];
        let mut at = 0;
        let mut put = |bytes: &[u8]| {
            out[at..at + bytes.len()].copy_from_slice(bytes);
            at += bytes.len();
        };
        put(&[FORMAT, SUITE]);
        put(&self.backup.0);
        put(&self.number.to_be_bytes());
        put(&self.previous.0);
        put(&self.control.0);
        put(&self.epoch.to_be_bytes());
        put(&[self.kind as u8]);
        put(&self.author.0);
        put(&self.commitment);
        put(&self.body_len.to_be_bytes());
        put(&self.body_hash.0);
        put(&self.time.to_be_bytes());
        out
    }

    /// Reads the 187 bytes. Says nothing about the signature.
    pub fn decode(bytes: &[u8; HEADER_LEN]) -> Result<Self, EntryError> {
        let mut rest = bytes.as_slice();
        let [format, suite] = take(&mut rest);
        if format != FORMAT {
            return Err(EntryError::Format(format));
        }
        if suite != SUITE {
            return Err(EntryError::Suite(suite));
        }
        let header = Self {
            backup: BackupId(take(&mut rest)),
            number: u64::from_be_bytes(take(&mut rest)),
            previous: Hash(take(&mut rest)),
            control: Hash(take(&mut rest)),
            epoch: u32::from_be_bytes(take(&mut rest)),
            kind: Kind::try_from(take::<1>(&mut rest)[0])?,
            author: MemberId(take(&mut rest)),
            commitment: take(&mut rest),
            body_len: u32::from_be_bytes(take(&mut rest)),
            body_hash: Hash(take(&mut rest)),
            time: u64::from_be_bytes(take(&mut rest)),
        };
        if header.body_len as usize > MAX_BODY_LEN {
            return Err(EntryError::BodyTooLong);
        }
        Ok(header)
    }
}

/// Splits the next `N` bytes off. The caller passes fixed-size headers only, so they are there.
fn take<const N: usize>(rest: &mut &[u8]) -> [u8; N] {
    let (head, tail) = rest.split_first_chunk::<N>().expect("the header's fields add up to HEADER_LEN");
    *rest = tail;
    *head
}

fn signed_message(header: &[u8; HEADER_LEN]) -> Vec<u8> {
    [SIGNED_LABEL, header.as_slice()].concat()
}

/// An entry as it is stored and sent: the exact bytes that were signed, and the body unless it was thinned out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    header: Header,
    header_bytes: [u8; HEADER_LEN],
    signature: [u8; SIGNATURE_LEN],
    body: Option<Vec<u8>>,
}

impl Entry {
    /// Reads `header ‖ signature ‖ body` and checks the body's length and hash. Says nothing about the signature.
    pub fn decode(bytes: &[u8]) -> Result<Self, EntryError> {
        let (front, body) = bytes.split_at_checked(HEADER_LEN + SIGNATURE_LEN).ok_or(EntryError::Length)?;
        let mut entry = Self::decode_without_body(front)?;
        if body.len() != entry.header.body_len as usize {
            return Err(EntryError::Length);
        }
        if Hash::of(&[body]) != entry.header.body_hash {
            return Err(EntryError::BodyHash);
        }
        entry.body = Some(body.to_vec());
        Ok(entry)
    }

    /// Reads `header ‖ signature` of an entry whose body was thinned out or not asked for.
    pub fn decode_without_body(bytes: &[u8]) -> Result<Self, EntryError> {
        let (header_bytes, signature) = bytes.split_first_chunk::<HEADER_LEN>().ok_or(EntryError::Length)?;
        let signature = signature.try_into().map_err(|_| EntryError::Length)?;
        let header = Header::decode(header_bytes)?;
        Ok(Self { header, header_bytes: *header_bytes, signature, body: None })
    }

    /// Reads an entry of whatever format and suite, with whatever body. Only [`crate::hazmat`] leads here.
    pub(crate) fn decode_unchecked(bytes: &[u8]) -> Result<Self, EntryError> {
        let (front, body) = bytes.split_at_checked(HEADER_LEN + SIGNATURE_LEN).ok_or(EntryError::Length)?;
        let known = [&[FORMAT, SUITE], &front[2..]].concat();
        let mut entry = Self::decode_without_body(&known)?;
        entry.header_bytes.copy_from_slice(&front[..HEADER_LEN]);
        entry.body = Some(body.to_vec());
        Ok(entry)
    }

    /// `header ‖ signature`, the part that is never thinned out.
    pub fn front(&self) -> Vec<u8> {
        [self.header_bytes.as_slice(), &self.signature].concat()
    }

    /// `header ‖ signature ‖ body`; without the body where it is absent.
    pub fn to_bytes(&self) -> Vec<u8> {
        [self.header_bytes.as_slice(), &self.signature, self.body.as_deref().unwrap_or_default()].concat()
    }

    /// The parsed header.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The body, unless it was thinned out.
    pub fn body(&self) -> Option<&[u8]> {
        self.body.as_deref()
    }

    /// The same entry without its body.
    #[must_use]
    pub fn without_body(mut self) -> Self {
        self.body = None;
        self
    }

    /// The entry hash: SHA-256(header ‖ signature).
    pub fn hash(&self) -> Hash {
        Hash::of(&[&self.header_bytes, &self.signature])
    }

    /// Whether `key` (Ed25519, 32 bytes) signed this header, verified strictly: one signature has one form, and small-order
    /// keys sign nothing, so two verifiers never disagree.
    pub fn is_signed_by(&self, key: &[u8; 32]) -> bool {
        let Ok(key) = VerifyingKey::from_bytes(key) else { return false };
        let signature = Signature::from_bytes(&self.signature);
        key.verify_strict(&signed_message(&self.header_bytes), &signature).is_ok()
    }
}
