//! The envelope of a device's store.

use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use regain_seal::lock::{
    HEADER_LEN, HeaderError, LockKind, LockSecret, StoreError, UnlockError, create, kind, open_store,
    seal_store, unlock,
};
use regain_seal::passphrase::OuterSpace;
use regain_seal::{Passphrase, Suite};

const KEY: LockSecret<'static> = LockSecret::External(&[7; 32]);

fn rng() -> ChaCha20Rng {
    ChaCha20Rng::from_seed([0x21; 32])
}

fn passphrase(text: &str) -> Passphrase {
    Passphrase::typed(text, OuterSpace::Refuse).unwrap_or_else(|error| panic!("{error}"))
}

fn opened(file: &[u8], secret: LockSecret<'_>) -> Vec<u8> {
    let store = unlock(file, secret).unwrap_or_else(|error| panic!("{error}"));
    open_store(&store, file).unwrap_or_else(|error| panic!("{error}")).to_vec()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn every_content_comes_back(length in 0_usize..200_000, seed: [u8; 32]) {
        let mut rng = ChaCha20Rng::from_seed(seed);
        let plaintext = vec![seed[0]; length];
        let file = seal_store(&create(KEY, &mut rng), &plaintext, &mut rng);
        prop_assert_eq!(opened(&file, KEY), plaintext);
    }
}

#[test]
fn chunk_borders_come_back() {
    for length in [0, 1, 65_535, 65_536, 65_537, 131_072] {
        let file = seal_store(&create(KEY, &mut rng()), &vec![5; length], &mut rng());
        assert_eq!(opened(&file, KEY).len(), length);
    }
}

#[test]
fn a_changed_lock_opens_the_same_content_and_the_old_one_no_more() {
    let mut rng = rng();
    let (old, new) = (passphrase("old passphrase"), passphrase("new passphrase"));
    let store = create(LockSecret::Passphrase(&old), &mut rng);
    let before = seal_store(&store, b"codes", &mut rng);
    assert_eq!(kind(&before), Ok(LockKind::Passphrase(Suite::One)));
    assert_eq!(opened(&before, LockSecret::Passphrase(&old)), b"codes");

    let relocked = store.relock(LockSecret::Passphrase(&new), &mut rng);
    let after = seal_store(&relocked, b"codes", &mut rng);
    assert_eq!(opened(&after, LockSecret::Passphrase(&new)), b"codes");
    assert_eq!(unlock(&after, LockSecret::Passphrase(&old)).err(), Some(UnlockError::Secret));
    assert_eq!(open_store(&store, &after).err(), Some(StoreError::Header));

    let store = relocked.relock(KEY, &mut rng);
    let keyed = seal_store(&store, b"codes", &mut rng);
    let LockKind::External { id } = store.kind() else { panic!("it is locked by a passphrase") };
    assert_eq!(kind(&keyed), Ok(LockKind::External { id }));
    assert_eq!(keyed[15..31], id, "the salt");
    assert_eq!(opened(&keyed, KEY), b"codes");
    assert!(matches!(unlock(&keyed, LockSecret::Passphrase(&new)).err(), Some(UnlockError::Kind(_))));
    assert!(matches!(unlock(&after, KEY).err(), Some(UnlockError::Kind(_))));
}

#[test]
fn a_damaged_header_and_a_damaged_content_are_told_apart() {
    let mut rng = rng();
    let file = seal_store(&create(KEY, &mut rng), &vec![9; 100_000], &mut rng);
    for byte in 0..HEADER_LEN {
        let mut changed = file.clone();
        changed[byte] ^= 1;
        let expected = match byte {
            0..12 => UnlockError::Header(HeaderError::NotAStore),
            12 => UnlockError::Header(HeaderError::Version(0)),
            13 => UnlockError::Header(HeaderError::Kind(3)),
            14 => UnlockError::Header(HeaderError::Suite(1)),
            _ => UnlockError::Secret,
        };
        assert_eq!(unlock(&changed, KEY).err(), Some(expected), "byte {byte}");
    }
    assert_eq!(unlock(&file, LockSecret::External(&[8; 32])).err(), Some(UnlockError::Secret));
    assert_eq!(unlock(&file[..HEADER_LEN - 1], KEY).err(), Some(UnlockError::Header(HeaderError::NotAStore)));

    let store = unlock(&file, KEY).unwrap_or_else(|error| panic!("{error}"));
    let length = file.len();
    let (first, second) = (HEADER_LEN + 16, HEADER_LEN + 16 + 65_536 + 16);
    for (byte, offset) in
        [(HEADER_LEN, first), (first, first), (second - 1, first), (second, second), (length - 1, second)]
    {
        let mut changed = file.clone();
        changed[byte] ^= 0x80;
        assert_eq!(
            open_store(&store, &changed).err(),
            Some(StoreError::Damaged { offset, length }),
            "byte {byte}"
        );
    }
    let message = StoreError::Damaged { offset: first, length }.to_string();
    assert!(message.contains("passphrase is right") && message.contains("restore"), "{message}");
}

#[test]
fn a_cut_lengthened_or_reordered_content_is_damage() {
    let mut rng = rng();
    let store = create(KEY, &mut rng);
    let file = seal_store(&store, &vec![9; 3 * 65_536], &mut rng);
    let chunk = 65_536 + 16;
    let start = HEADER_LEN + 16;
    assert_eq!(file.len(), start + 3 * chunk);
    // Cut off at a border, so that every chunk is whole; the last of them does not say that it is the last.
    for length in [HEADER_LEN, start, start + chunk, start + 2 * chunk, file.len() - 1] {
        assert!(open_store(&store, &file[..length]).is_err(), "{length}");
    }
    let mut swapped = file.clone();
    swapped[start..start + 2 * chunk].rotate_left(chunk);
    assert!(open_store(&store, &swapped).is_err());
    let longer = [&file[..], &file[start..start + chunk]].concat();
    assert!(open_store(&store, &longer).is_err());
}
