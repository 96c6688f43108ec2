//! The frozen vectors: fixed inputs, and every byte that follows from them. A difference here is a new major version of the format.

use std::fmt::Write as _;

use crate::common::{BACKUP, Scripted, id, unsigned};
use data_encoding::HEXLOWER;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use regain_log::{Hash, Header, Signer as _};
use regain_seal::lock::{self, LockSecret};
use regain_seal::stretch::stretch;
use regain_seal::words::head_words;
use regain_seal::{
    Checkpoint, EpochKey, KitCard, MemberSecret, Passphrase, RecoveryKit, SlotContent, SlotKey, Suite,
    hazmat, open_blob, open_body, seal_blob, seal_body,
};

const WORDS: &str = "legal winner thank year wave sausage worth useful legal winner thank yellow";
const NONCE: [u8; 24] = [0x24; 24];

#[derive(Default)]
struct Lines(String);

impl Lines {
    fn hex(&mut self, name: &str, bytes: impl AsRef<[u8]>) {
        self.text(name, &HEXLOWER.encode(bytes.as_ref()));
    }

    fn text(&mut self, name: &str, value: &str) {
        writeln!(self.0, "{name} = {value}").expect("writing to a string does not fail");
    }

    /// Compares line by line, so that a failure names what changed.
    fn compare(&self, file: &str) {
        let frozen: Vec<_> = file.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
        let computed: Vec<_> = self.0.lines().collect();
        assert_eq!(computed, frozen, "computed:\n{}", self.0);
    }
}

fn kit() -> RecoveryKit {
    RecoveryKit::from_words(WORDS).unwrap_or_else(|error| panic!("{error}"))
}

fn checkpoint() -> Checkpoint {
    Checkpoint { number: 41, hash: Hash([0x41; 32]), control: Hash([0x42; 32]) }
}

#[test]
fn recovery_kit() {
    let mut lines = Lines::default();
    let kit = kit();
    let keys = kit.kit_keys();
    lines.text("words", WORDS);
    lines.hex("entropy", kit.expose_bytes());
    lines.hex("auth public key", keys.auth);
    lines.hex("age recipient", keys.age);
    lines.text("age identity", &kit.age_identity().expose_line());
    lines.hex("proof", kit.prove("https://backup.example", "brave-otter-7", &[0xcc; 32]));
    let card = KitCard {
        service: "https://backup.example".into(),
        name: "brave otter 7".into(),
        kit,
        genesis: Hash([0x40; 32]),
        checkpoint: checkpoint(),
    };
    lines.text("qr", &card.expose_qr());
    lines.compare(include_str!("../vectors/kit.txt"));
}

#[test]
fn members_epochs_and_bodies() {
    let mut lines = Lines::default();
    let (device, slot) = (MemberSecret::from_bytes(&[0xd1; 64]), MemberSecret::from_bytes(&[0x51; 64]));
    let (device_record, slot_record) = (device.device(id(3)), slot.kit_slot(id(1), &kit()));
    lines.hex("device sign", device_record.sign);
    lines.hex("device open", device_record.open);
    lines.hex("device signature of abc", device.sign(b"abc"));
    lines.hex("device proof", device.prove("http://localhost:8080", &BACKUP, &id(3), &[0xcc; 32]));

    let key = EpochKey::from_bytes(BACKUP, 5, &[0xe5; 32]);
    lines.hex("commitment", key.commitment());
    lines.hex("body key", hazmat::expose_body_key(&key));
    for seal in key.seal_to_all(&[device_record, slot_record]).unwrap_or_else(|error| panic!("{error}")) {
        lines.hex(&format!("seal {}", seal.member), seal.bytes);
    }
    let next = key.next(&mut Scripted::new(&[&[0xe6; 32], &NONCE]));
    lines.hex("previous", next.previous);

    let unsigned = unsigned(&key);
    let body = seal_body(&key, &unsigned, b"twenty-three accounts", &mut Scripted::new(&[&NONCE]))
        .unwrap_or_else(|error| panic!("{error}"));
    lines.hex("aad", unsigned.body_aad());
    lines.hex("body", &body);
    let entry = unsigned.sign(body, &device);
    lines.hex("entry front", entry.front());
    lines.hex("entry hash", entry.hash().0);
    lines.text("words of the head", &head_words(7, &entry.hash()).join(" "));
    lines.compare(include_str!("../vectors/entries.txt"));

    let header: &Header = entry.header();
    let opened = open_body(&key, header, entry.body().unwrap_or_default()).unwrap_or_default();
    assert_eq!(opened.as_slice(), b"twenty-three accounts");
}

#[test]
fn slots_and_store() {
    let mut lines = Lines::default();
    let content = |byte| SlotContent {
        secret: MemberSecret::from_bytes(&[byte; 64]),
        genesis: Hash([0x40; 32]),
        checkpoint: checkpoint(),
    };
    let passphrase = Passphrase::choose("  quiet maple orbit thunder Zeppelin".trim(), &[]);
    let passphrase = passphrase.unwrap_or_else(|error| panic!("{error}"));
    lines.hex("suite 1", *stretch(&passphrase, &[0x5a; 16], Suite::One));
    for (name, key, byte) in [
        ("kit blob", SlotKey::from_kit(&kit(), BACKUP, id(1)), 0x51),
        ("passphrase blob", SlotKey::from_passphrase(&hazmat::export_key([0xee; 64]), BACKUP, id(2)), 0x52),
    ] {
        let blob = seal_blob(&key, &content(byte), &mut Scripted::new(&[&NONCE]));
        lines.hex(name, &blob);
        let opened = open_blob(&key, &blob).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(*opened.secret.expose_bytes(), [byte; 64]);
        assert_eq!((opened.genesis, opened.checkpoint), (Hash([0x40; 32]), checkpoint()));
    }
    for (name, secret) in
        [("external", LockSecret::External(&[0x0e; 32])), ("passphrase", LockSecret::Passphrase(&passphrase))]
    {
        // Data key, salt, nonce of the wrapped key; then the nonce prefix of the content.
        let mut rng = Scripted::new(&[&[0xda; 32], &[0x5a; 16], &NONCE, &[0x70; 16]]);
        let store = lock::create(secret, &mut rng);
        lines.hex(&format!("store, {name}"), lock::seal_store(&store, b"everything", &mut rng));
        assert!(rng.is_used_up());
    }
    lines.compare(include_str!("../vectors/slots-and-store.txt"));
}

#[test]
fn generated_passphrases_and_kits_follow_from_the_randomness() {
    let mut rng = ChaCha20Rng::from_seed([0x77; 32]);
    let (kit, passphrase) = (RecoveryKit::make(&mut rng), Passphrase::generate(&mut rng));
    let mut lines = Lines::default();
    lines.text("kit", &kit.expose_words());
    lines.text("passphrase", passphrase.expose_text());
    lines.compare(include_str!("../vectors/generated.txt"));
}
