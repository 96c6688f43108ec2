//! A slot's blob: what a way back in opens. FORMAT section 7. The layout is frozen.

use minicbor::{Decoder, Encoder};
use rand_core::{CryptoRng, RngCore};
use regain_log::cbor::{Read, Written, array, fixed};
use regain_log::{BackupId, Hash, MemberId, MemberKind};
use zeroize::Zeroizing;

use crate::derive::derive;
use crate::opaque::ExportKey;
use crate::{MemberSecret, OpenError, RecoveryKit, aead};

const VERSION: u8 = 1;
/// More than the longest content: 64 + 32 bytes of keys and genesis, a number, two hashes, and CBOR's heads.
const INSIDE_CAPACITY: usize = 256;

/// An entry that a client once verified; an older backup than this is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checkpoint {
    /// Number of the entry.
    pub number: u64,
    /// Its entry hash.
    pub hash: Hash,
    /// Entry hash of the newest control entry at that point, itself included.
    pub control: Hash,
}

/// What stands inside a blob.
pub struct SlotContent {
    /// The slot's private keys.
    pub secret: MemberSecret,
    /// Entry hash of the backup's genesis.
    pub genesis: Hash,
    /// The newest entry known when the blob was sealed.
    pub checkpoint: Checkpoint,
}

/// What opens one slot's blob, bound to kind, backup and member.
pub struct SlotKey {
    key: Zeroizing<[u8; 32]>,
    kind: MemberKind,
    backup: BackupId,
    member: MemberId,
}

impl SlotKey {
    /// From the recovery kit's words.
    pub fn from_kit(kit: &RecoveryKit, backup: BackupId, member: MemberId) -> Self {
        Self { key: kit.slot_key(&backup, &member), kind: MemberKind::Kit, backup, member }
    }

    /// From what OPAQUE gives for the passphrase.
    pub fn from_passphrase(export: &ExportKey, backup: BackupId, member: MemberId) -> Self {
        let key = derive(export.bytes(), "passphrase/slot", &[backup.as_bytes(), member.as_bytes()]);
        Self { key, kind: MemberKind::Passphrase, backup, member }
    }

    fn aad(&self) -> Vec<u8> {
        let (backup, member) = (self.backup.as_bytes().as_slice(), self.member.as_bytes().as_slice());
        [b"regain/1/slot".as_slice(), &[self.kind as u8], backup, member].concat()
    }
}

/// Seals a slot's content.
pub fn seal_blob(key: &SlotKey, content: &SlotContent, rng: &mut (impl RngCore + CryptoRng)) -> Vec<u8> {
    let mut inside = Zeroizing::new(Vec::with_capacity(INSIDE_CAPACITY));
    write(&mut Encoder::new(&mut *inside), content).expect("writing into memory does not fail");
    let mut blob = vec![VERSION];
    blob.extend_from_slice(&aead::seal(&key.key, &key.aad(), &inside, rng));
    blob
}

/// Opens a blob. The caller compares the keys with the log ([`MemberSecret::matches`]). Every failure is the same.
pub fn open_blob(key: &SlotKey, blob: &[u8]) -> Result<SlotContent, OpenError> {
    let sealed = blob.strip_prefix(&[VERSION]).ok_or(OpenError)?;
    let inside = aead::open(&key.key, &key.aad(), sealed)?;
    let mut decoder = Decoder::new(&inside);
    let content = read(&mut decoder).map_err(|_| OpenError)?;
    if decoder.position() == inside.len() { Ok(content) } else { Err(OpenError) }
}

fn write(e: &mut Encoder<&mut Vec<u8>>, content: &SlotContent) -> Written {
    let secret = content.secret.expose_bytes();
    let Checkpoint { number, hash, control } = content.checkpoint;
    e.array(4)?.bytes(&secret[..32])?.bytes(&secret[32..])?.bytes(content.genesis.as_bytes())?;
    e.array(3)?.u64(number)?.bytes(hash.as_bytes())?.bytes(control.as_bytes())?;
    Ok(())
}

fn read(d: &mut Decoder<'_>) -> Read<SlotContent> {
    array(d, 4)?;
    let mut secret = Zeroizing::new([0; 64]);
    secret[..32].copy_from_slice(&fixed::<32>(d)?);
    secret[32..].copy_from_slice(&fixed::<32>(d)?);
    let genesis = Hash(fixed(d)?);
    array(d, 3)?;
    let checkpoint = Checkpoint { number: d.u64()?, hash: Hash(fixed(d)?), control: Hash(fixed(d)?) };
    Ok(SlotContent { secret: MemberSecret::from_bytes(&secret), genesis, checkpoint })
}
