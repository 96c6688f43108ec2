//! Fuzz targets as plain functions: whatever reads bytes of strangers. README.md says what each holds.
//!
//! They panic when their property does not hold. cargo-fuzz calls them through `fuzz_targets/`, the suite through
//! `e2e/tests/fuzz_smoke.rs`, which includes this file.

use std::sync::LazyLock;

use data_encoding::{BASE64, HEXLOWER};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use regain_log::{
    BackupId, Chain, Control, Entry, Hash, Header, Kind, MemberId, Timing, UnsignedHeader, frame,
};
use regain_otp::{migration as qr_series, uri};
use regain_seal::lock::{self, LockSecret};
use regain_seal::{
    Checkpoint, EpochKey, KitCard, MemberSecret, RecoveryKit, SlotContent, SlotKey, open_blob, open_body,
    seal_blob, seal_body,
};
use regain_vault::{Change, Vault};

/// One target: its name, what to call, what to start from.
pub struct Target {
    /// As in `fuzz_targets/`.
    pub name: &'static str,
    /// Panics when the property does not hold. Whether there was anything to hold: the input read, opened, was taken.
    pub run: fn(&[u8]) -> bool,
    /// Inputs for which it says so.
    pub seeds: fn() -> Vec<Vec<u8>>,
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target { name: "entry", run: entry, seeds: || log_entries().iter().map(Entry::to_bytes).collect() },
    Target { name: "frames", run: frames, seeds: runs },
    Target { name: "control", run: control, seeds: control_seeds },
    Target { name: "snapshot", run: snapshot, seeds: snapshot_seeds },
    Target { name: "client_pull", run: client_pull, seeds: runs },
    Target { name: "body", run: body, seeds: || vec![SEALED.body.clone()] },
    Target { name: "blob", run: blob, seeds: || vec![SEALED.blob.clone()] },
    Target { name: "lock_file", run: lock_file, seeds: || vec![SEALED.store.clone()] },
    Target { name: "change", run: change, seeds: change_seeds },
    Target { name: "kit_words", run: kit_words, seeds: kit_seeds },
    Target { name: "otpauth", run: otpauth, seeds: otpauth_seeds },
    Target { name: "migration", run: migration, seeds: migration_seeds },
];

/// An entry reads whole, and is written as it was read.
pub fn entry(bytes: &[u8]) -> bool {
    let front = Entry::decode_without_body(bytes);
    if let Ok(front) = &front {
        assert_eq!(front.front(), bytes);
    }
    let Ok(entry) = Entry::decode(bytes) else { return front.is_ok() };
    assert_eq!(entry.to_bytes(), bytes);
    assert_eq!(&entry.header().encode()[..], &bytes[..regain_log::HEADER_LEN]);
    true
}

/// A run of entries reads to its end, and is written as it was read.
pub fn frames(bytes: &[u8]) -> bool {
    let Ok(entries) = frame::read_all(bytes) else { return false };
    assert_eq!(frame::write_all(&entries), bytes);
    true
}

/// The first byte names the kind. One statement has one encoding.
pub fn control(bytes: &[u8]) -> bool {
    let Some((kind, body)) = bytes.split_first() else { return false };
    let Ok(kind) = Kind::try_from(*kind) else { return false };
    let Ok(control) = Control::decode(kind, body) else { return false };
    assert_eq!(control.kind(), kind);
    assert_eq!(control.encode(), body);
    true
}

/// A stored chain reads whole, and is written as it was read.
pub fn snapshot(bytes: &[u8]) -> bool {
    let Ok(chain) = Chain::from_snapshot(bytes) else { return false };
    assert_eq!(chain.to_snapshot(), bytes);
    true
}

/// A service's answer upon a chain that knows the genesis only: it takes honest entries in their order and nothing else.
pub fn client_pull(bytes: &[u8]) -> bool {
    let Ok(answer) = frame::read_all(bytes) else { return false };
    let honest = log_entries();
    let mut chain = Chain::begin(&honest[0], None).expect("the vectors begin with a genesis");
    for entry in &answer {
        let before = chain.clone();
        if chain.follow(entry, Timing::Client).is_ok() {
            let number = usize::try_from(chain.head().number).unwrap_or(usize::MAX);
            assert_eq!(honest.get(number).map(Entry::hash), Some(entry.hash()), "a forged entry was taken");
        } else {
            assert!(chain == before, "a refused entry left a trace");
        }
    }
    chain.head().number > 0
}

/// A body opens only as it was sealed.
pub fn body(bytes: &[u8]) -> bool {
    let opened = open_body(&SEALED.key, &SEALED.header, bytes).is_ok();
    assert_eq!(opened, bytes == SEALED.body, "a forged body opened");
    opened
}

/// A slot's blob opens only as it was sealed.
pub fn blob(bytes: &[u8]) -> bool {
    let opened = open_blob(&SEALED.slot, bytes).is_ok();
    assert_eq!(opened, bytes == SEALED.blob, "a forged blob opened");
    opened
}

/// A device's store opens only as it was sealed.
pub fn lock_file(bytes: &[u8]) -> bool {
    let kind = lock::kind(bytes);
    let Ok(unlocked) = lock::unlock(bytes, LockSecret::External(&STORE_KEY)) else { return false };
    assert!(matches!(kind, Ok(lock::LockKind::External { .. })));
    let opened = lock::open_store(&unlocked, bytes).is_ok();
    assert_eq!(opened, bytes == SEALED.store, "a forged store opened");
    opened
}

/// What merged once changes nothing when merged again, and survives its bytes.
pub fn change(bytes: &[u8]) -> bool {
    let Ok((change, _)) = Change::decode(bytes) else { return false };
    let mut vault = Vault::new();
    vault.merge(&change);
    let once = vault.encode();
    vault.merge(&change);
    assert!(once == vault.encode(), "merging twice is not merging once");
    let (again, _) = Change::decode(&change.encode()).expect("a change reads what it wrote");
    assert!(again == change, "a change lost something on its way through its bytes");
    true
}

/// What reads as a kit is shown again, and reads the same.
pub fn kit_words(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let typed = RecoveryKit::from_words(text);
    if let Ok(kit) = &typed {
        let again = RecoveryKit::from_words(&kit.expose_words());
        assert!(again.is_ok_and(|again| again.expose_bytes() == kit.expose_bytes()));
    }
    let Ok(card) = KitCard::from_qr(text) else { return typed.is_ok() };
    let again = KitCard::from_qr(&card.expose_qr());
    assert!(again.is_ok_and(|again| {
        again.kit.expose_bytes() == card.kit.expose_bytes()
            && again.service == card.service
            && again.name == card.name
            && again.genesis == card.genesis
            && again.checkpoint == card.checkpoint
    }));
    true
}

/// What reads as an address is written, and reads the same.
pub fn otpauth(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let Ok(account) = uri::parse(text) else { return false };
    read_again(&account);
    true
}

/// Each account of a QR series: the message inside its address.
pub fn migration(bytes: &[u8]) -> bool {
    let Ok(batch) = qr_series::parse(&format!("{SERIES}{}", BASE64.encode(bytes))) else { return false };
    batch.entries.iter().flatten().for_each(read_again);
    true
}

fn read_again(account: &uri::OtpAuth) {
    let again = uri::parse(&account.to_uri());
    assert!(again.is_ok_and(|again| again == *account), "an account reads differently once it was written");
}

/// The log of `core/log`'s vectors: every kind of entry, signed.
fn log_entries() -> &'static [Entry] {
    static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
        let text = include_str!("../../core/log/tests/vectors/log.txt");
        let fields = text.lines().filter_map(|line| line.split_once(" = "));
        let mut bytes = Vec::new();
        let mut entries = Vec::new();
        for (name, value) in fields {
            match name {
                "header" => bytes = unhex(value),
                "signature" => bytes.extend(unhex(value)),
                "body" => {
                    bytes.extend(unhex(value));
                    entries.extend(Entry::decode(&bytes));
                }
                _ => {}
            }
        }
        assert_eq!(entries.len(), 16, "the vectors hold sixteen entries");
        entries
    });
    &ENTRIES
}

fn unhex(text: &str) -> Vec<u8> {
    HEXLOWER.decode(text.trim().as_bytes()).expect("vectors are hexadecimal")
}

fn runs() -> Vec<Vec<u8>> {
    let entries = log_entries();
    let thin = |entry: &Entry| {
        let data = entry.header().kind.is_data();
        if data { entry.clone().without_body() } else { entry.clone() }
    };
    let thin: Vec<Entry> = entries[1..].iter().map(thin).collect();
    vec![
        frame::write_all(&entries[1..]),
        frame::write_all(&entries[1..4]),
        frame::write_all(&thin),
        frame::write_all([&entries[1], &entries[3], &entries[2]]),
    ]
}

fn control_seeds() -> Vec<Vec<u8>> {
    let seed = |entry: &Entry| [&[entry.header().kind as u8], entry.body().unwrap_or_default()].concat();
    log_entries().iter().filter(|entry| !entry.header().kind.is_data()).map(seed).collect()
}

fn snapshot_seeds() -> Vec<Vec<u8>> {
    let Ok(mut chain) = Chain::begin(&log_entries()[0], None) else { return Vec::new() };
    let mut seeds = vec![chain.to_snapshot()];
    for entry in &log_entries()[1..] {
        if chain.follow(entry, Timing::Client).is_ok() {
            seeds.push(chain.to_snapshot());
        }
    }
    seeds
}

/// How the addresses of a QR series begin.
const SERIES: &str = "otpauth-migration://offline?data=";
const STORE_KEY: [u8; 32] = [7; 32];

/// One of each thing that is sealed, made once from fixed randomness.
struct Sealed {
    key: EpochKey,
    header: Header,
    body: Vec<u8>,
    slot: SlotKey,
    blob: Vec<u8>,
    store: Vec<u8>,
}

static SEALED: LazyLock<Sealed> = LazyLock::new(|| {
    let mut rng = ChaCha20Rng::from_seed([1; 32]);
    let (backup, member) = (BackupId([2; 16]), MemberId([3; 16]));
    let key = EpochKey::make(backup, &mut rng);
    let unsigned = UnsignedHeader {
        backup,
        number: 5,
        previous: Hash([4; 32]),
        control: Hash([5; 32]),
        epoch: key.epoch(),
        kind: Kind::Change,
        author: member,
        commitment: key.commitment(),
        time: 6,
    };
    let secret = MemberSecret::make(&mut rng);
    let body = seal_body(&key, &unsigned, b"records", &mut rng).expect("a few bytes under their own key");
    let header = *unsigned.sign(body.clone(), &secret).header();
    let kit = RecoveryKit::make(&mut rng);
    let slot = SlotKey::from_kit(&kit, backup, member);
    let checkpoint = Checkpoint { number: 7, hash: Hash([8; 32]), control: Hash([9; 32]) };
    let content = SlotContent { secret, genesis: Hash([10; 32]), checkpoint };
    let blob = seal_blob(&slot, &content, &mut rng);
    let unlocked = lock::create(LockSecret::External(&STORE_KEY), &mut rng);
    let store = lock::seal_store(&unlocked, b"everything a device keeps", &mut rng);
    Sealed { key, header, body, slot, blob, store }
});

fn kit_seeds() -> Vec<Vec<u8>> {
    let kit = RecoveryKit::make(&mut ChaCha20Rng::from_seed([11; 32]));
    let words = kit.expose_words();
    let mut numbered = String::new();
    for (at, word) in words.split(' ').enumerate() {
        numbered.extend([(at + 1).to_string().as_str(), ". ", word, "\r\n"]);
    }
    let card = KitCard {
        kit,
        service: "https://backup.example:8443".into(),
        name: "brave-otter-42".into(),
        genesis: Hash([12; 32]),
        checkpoint: Checkpoint { number: 13, hash: Hash([14; 32]), control: Hash([15; 32]) },
    };
    vec![words.as_bytes().to_vec(), numbered.into_bytes(), card.expose_qr().as_bytes().to_vec()]
}

fn change_seeds() -> Vec<Vec<u8>> {
    [
        include_str!("../../core/vault/tests/vectors/add-totp.hex"),
        include_str!("../../core/vault/tests/vectors/advance.hex"),
        include_str!("../../core/vault/tests/vectors/delete.hex"),
        include_str!("../../core/vault/tests/vectors/checkpoint.hex"),
    ]
    .map(unhex)
    .to_vec()
}

fn otpauth_seeds() -> Vec<Vec<u8>> {
    [
        "otpauth://totp/Example:alice%40example.com?secret=JBSWY3DPEHPK3PXP&issuer=Example",
        "otpauth://totp/a?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA512&digits=8&period=60",
        "otpauth://hotp/Bank:7?secret=JBSWY3DPEHPK3PXP&counter=41&issuer=Bank",
        "otpauth://steam/Steam:me?secret=JBSWY3DPEHPK3PXP",
        "steam://JBSWY3DPEHPK3PXP",
        "motp://Site:user?secret=0123456789abcdef",
        "otpauth://yaotp/Yandex:me?secret=6SB2IKNM6OBZPAVBVTOHDKS4FAAAAAAADFUTQMBTRY&pin_length=5",
    ]
    .map(Vec::from)
    .to_vec()
}

fn migration_seeds() -> Vec<Vec<u8>> {
    let accounts: Vec<_> = otpauth_seeds()
        .iter()
        .filter_map(|seed| std::str::from_utf8(seed).ok().and_then(|text| uri::parse(text).ok()))
        .collect();
    let written = qr_series::write(&accounts, 1, 400);
    let data =
        written.uris.iter().filter_map(|uri| uri.strip_prefix(SERIES)).map(|data| data.replace("%2B", "+"));
    data.filter_map(|data| BASE64.decode(data.replace("%2F", "/").replace("%3D", "=").as_bytes()).ok())
        .collect()
}
