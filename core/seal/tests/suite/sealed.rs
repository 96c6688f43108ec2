//! Bodies, seals and blobs: what goes in comes out, and nothing else opens.

use std::time::{Duration, Instant};

use crate::common::{BACKUP, id, unsigned};
use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use regain_log::{BackupId, Entry, Hash, Header, Kind, MemberRecord, Seal, UnsignedHeader};
use regain_seal::{
    Checkpoint, EpochKey, MemberSecret, OpenError, RecoveryKit, SealBodyError, SealError, SlotContent,
    SlotKey, hazmat, open_blob, open_body, seal_blob, seal_body,
};

fn rng() -> ChaCha20Rng {
    ChaCha20Rng::from_seed([0x17; 32])
}

fn key() -> EpochKey {
    EpochKey::from_bytes(BACKUP, 3, &[0x3e; 32])
}

/// An entry with this plaintext, signed by some device.
fn entry(unsigned: &UnsignedHeader, plaintext: &[u8]) -> Entry {
    let body = seal_body(&key(), unsigned, plaintext, &mut rng()).unwrap_or_else(|error| panic!("{error}"));
    unsigned.sign(body, &MemberSecret::from_bytes(&[1; 64]))
}

fn opened(key: &EpochKey, header: &Header, body: &[u8]) -> Result<Vec<u8>, OpenError> {
    open_body(key, header, body).map(|plaintext| plaintext.to_vec())
}

fn body_of(entry: &Entry) -> Vec<u8> {
    entry.body().unwrap_or_default().to_vec()
}

proptest! {
    #[test]
    fn every_plaintext_comes_back(plaintext in prop::collection::vec(any::<u8>(), 0..3000), seed: [u8; 32]) {
        let mut rng = ChaCha20Rng::from_seed(seed);
        let key = EpochKey::make(BACKUP, &mut rng);
        let unsigned = unsigned(&key);
        let body = seal_body(&key, &unsigned, &plaintext, &mut rng).unwrap_or_default();
        let entry = unsigned.sign(body, &MemberSecret::make(&mut rng));
        prop_assert_eq!(opened(&key, entry.header(), &body_of(&entry)), Ok(plaintext));
    }

    #[test]
    fn every_kit_comes_back_from_its_words(seed: [u8; 32]) {
        let kit = RecoveryKit::make(&mut ChaCha20Rng::from_seed(seed));
        let again = RecoveryKit::from_words(&kit.expose_words().to_uppercase().replace(' ', "\n"));
        prop_assert_eq!(again.map(|kit| *kit.expose_bytes()), Ok(*kit.expose_bytes()));
    }

    #[test]
    fn any_text_is_read_or_refused_as_a_kit(text in ".{0,200}") {
        // No panic, and nothing but a kit gives a kit.
        if let Ok(kit) = RecoveryKit::from_words(&text) {
            prop_assert!(text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).count() == 12);
            prop_assert_eq!(kit.expose_words().split(' ').count(), 12);
        }
    }

    #[test]
    fn every_member_opens_its_seal_and_no_other(seed: [u8; 32]) {
        let mut rng = ChaCha20Rng::from_seed(seed);
        let key = EpochKey::make(BACKUP, &mut rng);
        let (first, second) = (MemberSecret::make(&mut rng), MemberSecret::make(&mut rng));
        let seal = key.seal_to(&first.device(id(1))).unwrap_or_else(|error| panic!("{error}"));
        let opened = first.open_seal(&seal, BACKUP, 1).map(|opened| *opened.expose_bytes());
        prop_assert_eq!(opened, Ok(*key.expose_bytes()));
        prop_assert!(second.open_seal(&seal, BACKUP, 1).is_err());
        prop_assert!(first.open_seal(&seal, BACKUP, 2).is_err());
        prop_assert!(first.open_seal(&seal, BackupId([0; 16]), 1).is_err());
        let moved = Seal { member: id(2), ..seal };
        prop_assert!(first.open_seal(&moved, BACKUP, 1).is_err());
    }
}

#[test]
fn every_flipped_bit_of_a_body_is_the_same_error() {
    let entry = entry(&unsigned(&key()), b"secret");
    let body = body_of(&entry);
    assert_eq!(opened(&key(), entry.header(), &body).as_deref(), Ok(b"secret".as_slice()));
    for bit in 0..body.len() * 8 {
        let mut changed = body.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(opened(&key(), entry.header(), &changed), Err(OpenError));
    }
    for length in 0..body.len() {
        assert_eq!(opened(&key(), entry.header(), &body[..length]), Err(OpenError));
    }
}

#[test]
fn a_body_opens_under_no_other_header() {
    let entry = entry(&unsigned(&key()), b"secret");
    let header = *entry.header();
    for changed in [
        Header { number: 8, ..header },
        Header { previous: Hash::ZERO, ..header },
        Header { control: Hash::ZERO, ..header },
        Header { kind: Kind::Checkpoint, ..header },
        Header { kind: Kind::Heartbeat, ..header },
        Header { author: id(4), ..header },
        Header { time: 1, ..header },
        Header { epoch: 4, ..header },
        Header { backup: BackupId([0; 16]), ..header },
        Header { commitment: [0; 32], ..header },
    ] {
        assert_eq!(opened(&key(), &changed, &body_of(&entry)), Err(OpenError), "{changed:?}");
    }
    // Length and hash of the body are not part of what it is bound to; the signed header has them.
    assert!(
        opened(&key(), &Header { body_len: 0, body_hash: Hash::ZERO, ..header }, &body_of(&entry)).is_ok()
    );
}

#[test]
fn the_commitment_is_what_refuses_a_body_under_a_second_key() {
    // An author who seals under one key and commits to another splits the members into those who open and those who don't.
    let other = EpochKey::from_bytes(BACKUP, 3, &[0x4f; 32]);
    let honest = seal_body(&key(), &unsigned(&other), b"split", &mut rng());
    assert_eq!(honest, Err(SealBodyError::Header));
    let unsigned = UnsignedHeader { commitment: other.commitment(), ..unsigned(&key()) };
    let sealing = EpochKey::from_bytes(BACKUP, 3, key().expose_bytes());
    let body = {
        use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
        let cipher = chacha20poly1305::XChaCha20Poly1305::new(hazmat::expose_body_key(&sealing).into());
        let mut padded = [0; 256];
        padded[3] = 5;
        padded[4..9].copy_from_slice(b"split");
        let payload = Payload { msg: &padded, aad: &unsigned.body_aad() };
        [[0; 24].to_vec(), cipher.encrypt(&[0; 24].into(), payload).unwrap_or_default()].concat()
    };
    let entry = unsigned.sign(body, &MemberSecret::from_bytes(&[1; 64]));
    let weakened = hazmat::open_body_without_commitment(&sealing, entry.header(), &body_of(&entry));
    assert_eq!(weakened.map(|plaintext| plaintext.to_vec()), Ok(b"split".to_vec()));
    assert_eq!(opened(&sealing, entry.header(), &body_of(&entry)), Err(OpenError));
}

#[test]
fn what_does_not_fit_an_entry_is_not_sealed() {
    let header = unsigned(&key());
    assert_eq!(
        seal_body(&key(), &header, &vec![0; 16 << 20], &mut rng()),
        Err(SealBodyError::TooLong(16 << 20))
    );
    assert!(seal_body(&key(), &header, &vec![0; 16 << 19], &mut rng()).is_ok());
    let control = UnsignedHeader { kind: Kind::Heartbeat, ..header };
    assert_eq!(seal_body(&key(), &control, b"", &mut rng()), Err(SealBodyError::Header));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test may look at the clock; the crate does not")]
fn five_hundred_small_bodies_open_at_once() {
    let entry = entry(&unsigned(&key()), &[0x61; 200]);
    let (key, body) = (key(), body_of(&entry));
    let start = Instant::now();
    for _ in 0..500 {
        assert!(open_body(&key, entry.header(), &body).is_ok());
    }
    // About a millisecond when optimised; the bound only catches key stretching or quadratic work on this path.
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

fn members() -> (Vec<MemberSecret>, Vec<MemberRecord>) {
    let secrets: Vec<_> = (1..=3).map(|byte| MemberSecret::from_bytes(&[byte; 64])).collect();
    let records = vec![secrets[0].device(id(9)), secrets[1].device(id(1)), secrets[2].passphrase_slot(id(5))];
    (secrets, records)
}

#[test]
fn seals_are_recomputed_by_everyone_and_go_to_exactly_the_members() {
    let (_, records) = members();
    let key = key();
    let seals = key.seal_to_all(&records).unwrap_or_default();
    assert_eq!(seals.iter().map(|seal| seal.member).collect::<Vec<_>>(), [id(1), id(5), id(9)]);
    assert_eq!(key.check_seals(&seals, &records), Ok(()));

    assert_eq!(key.check_seals(&seals[..2], &records), Err(SealError::Members));
    assert_eq!(key.check_seals(&seals, &records[..2]), Err(SealError::Members));
    assert_eq!(key.check_seals(&[&seals[..], &seals[..1]].concat(), &records), Err(SealError::Members));
    assert_eq!(key.check_seals(&[seals[1], seals[0], seals[2]], &records), Err(SealError::Members));
    let other = EpochKey::from_bytes(BACKUP, 3, &[0; 32]);
    assert_eq!(other.check_seals(&seals, &records), Err(SealError::Differs(id(1))));
}

#[test]
fn every_flipped_bit_of_a_seal_is_noticed_by_all() {
    let (secrets, records) = members();
    let key = key();
    let seals = key.seal_to_all(&records).unwrap_or_default();
    for bit in 0..80 * 8 {
        let mut changed = seals.clone();
        changed[0].bytes[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(key.check_seals(&changed, &records), Err(SealError::Differs(id(1))));
        // The top bit of an X25519 point is ignored by RFC 7748, but the encapsulated bytes are bound (RFC 9180 section 4.1).
        let opened = secrets[1].open_seal(&changed[0], BACKUP, 3).map(|key| *key.expose_bytes());
        assert_eq!(opened, Err(OpenError), "bit {bit}");
    }
}

#[test]
fn a_member_with_a_point_of_small_order_gets_no_seal() {
    let (_, records) = members();
    for open in [[0; 32], {
        let mut one = [0; 32];
        one[0] = 1;
        one
    }] {
        let bad = MemberRecord { open, ..records[0] };
        assert_eq!(key().seal_to(&bad).err(), Some(SealError::UnusableKey(bad.id)));
    }
}

#[test]
fn a_substituted_public_key_is_noticed() {
    let (secrets, records) = members();
    assert!(secrets[0].matches(&records[0]));
    assert!(!secrets[1].matches(&records[0]));
    assert!(!secrets[0].matches(&MemberRecord { open: records[1].open, ..records[0] }));
    assert!(!secrets[0].matches(&MemberRecord { sign: records[1].sign, ..records[0] }));
}

#[test]
fn every_flipped_bit_of_a_blob_is_the_same_error() {
    let kit = RecoveryKit::make(&mut rng());
    let key = SlotKey::from_kit(&kit, BACKUP, id(1));
    let content = SlotContent {
        secret: MemberSecret::make(&mut rng()),
        genesis: Hash([1; 32]),
        checkpoint: Checkpoint { number: u64::MAX, hash: Hash([2; 32]), control: Hash([3; 32]) },
    };
    let blob = seal_blob(&key, &content, &mut rng());
    assert!(open_blob(&key, &blob).is_ok());
    for bit in 0..blob.len() * 8 {
        let mut changed = blob.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(open_blob(&key, &changed).err(), Some(OpenError));
    }
    for length in 0..blob.len() {
        assert_eq!(open_blob(&key, &blob[..length]).err(), Some(OpenError));
    }
    // The same words for another backup, another slot, another kind of slot.
    for other in [
        SlotKey::from_kit(&kit, BackupId([0; 16]), id(1)),
        SlotKey::from_kit(&kit, BACKUP, id(2)),
        SlotKey::from_passphrase(&hazmat::export_key([0; 64]), BACKUP, id(1)),
    ] {
        assert_eq!(open_blob(&other, &blob).err(), Some(OpenError));
    }
}
