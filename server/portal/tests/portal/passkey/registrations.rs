//! Registrations in which one thing is wrong.

use minicbor::Encoder;
use regain_storage::portal::{MethodKind, Role};
use serde_json::Value;

use crate::support::passkeys::{ADD, ALONE, ATTESTED, Device, Forged, PRESENT, VERIFIED};
use crate::support::people::Someone;
use crate::support::{Browser, MINUTE, Stand};

/// A new credential with this id and key, after the flags' data.
fn attested(id: &[u8], key: &[u8]) -> Vec<u8> {
    [&[0; 16][..], &u16::try_from(id.len()).unwrap().to_be_bytes(), id, key].concat()
}

/// The `COSE_Key` of a P-256 point: kind, algorithm, curve, and what is changed of it.
fn key(kind: i64, algorithm: i64, curve: i64, x: &[u8], y: &[u8]) -> Vec<u8> {
    let mut key = Encoder::new(Vec::new());
    key.map(5).unwrap().i64(1).unwrap().i64(kind).unwrap().i64(3).unwrap().i64(algorithm).unwrap();
    key.i64(-1).unwrap().i64(curve).unwrap();
    key.i64(-2).unwrap().bytes(x).unwrap().i64(-3).unwrap().bytes(y).unwrap();
    key.into_writer()
}

/// The generator of P-256, which lies on the curve.
fn good_key() -> Vec<u8> {
    key(2, -7, 1, &GX, &GY)
}

const GX: [u8; 32] = [
    0x6b, 0x17, 0xd1, 0xf2, 0xe1, 0x2c, 0x42, 0x47, 0xf8, 0xbc, 0xe6, 0xe5, 0x63, 0xa4, 0x40, 0xf2, 0x77,
    0x03, 0x7d, 0x81, 0x2d, 0xeb, 0x33, 0xa0, 0xf4, 0xa1, 0x39, 0x45, 0xd8, 0x98, 0xc2, 0x96,
];
const GY: [u8; 32] = [
    0x4f, 0xe3, 0x42, 0xe2, 0xfe, 0x1a, 0x7f, 0x9b, 0x8e, 0xe7, 0xeb, 0x4a, 0x7c, 0x0f, 0x9e, 0x16, 0x2b,
    0xce, 0x33, 0x57, 0x6b, 0x31, 0x5e, 0xce, 0xcb, 0xb6, 0x40, 0x68, 0x37, 0xbf, 0x51, 0xf5,
];

/// A registration that is right, with a passkey only to have something to start from.
async fn right(asked: &Value) -> Forged {
    let device = Device::new();
    device.create(asked).await.unwrap();
    let mut word = Forged::by(&device.held()[0], asked);
    word.kind = "webauthn.create";
    word.flags = PRESENT | VERIFIED | ATTESTED;
    word.tail = attested(&[1; 20], &good_key());
    word
}

async fn passkeys(stand: &Stand, someone: &Someone) -> usize {
    let (_, methods) = stand.storage.person(someone.id, stand.now()).await.unwrap().unwrap();
    methods.iter().filter(|method| method.kind == MethodKind::Passkey).count()
}

async fn start(stand: &Stand) -> (Someone, Browser) {
    let anna = stand.person("anna", Role::Member).await;
    let browser = stand.signed_in(&anna).await;
    (anna, browser)
}

#[tokio::test]
async fn one_wrong_thing_is_enough() {
    let stand = Stand::new();
    let (anna, mut browser) = start(&stand).await;
    let table: [fn(&mut Forged); 21] = [
        |word| word.kind = "webauthn.get",
        |word| word.origin = "https://evil.example".to_owned(),
        |word| word.more = r#","crossOrigin":true"#,
        |word| word.challenge = "AAAA".to_owned(),
        |word| word.rp = "evil.example",
        |word| word.flags = VERIFIED | ATTESTED,
        |word| word.flags = PRESENT | ATTESTED,
        |word| (word.flags, word.tail) = (PRESENT | VERIFIED, Vec::new()),
        |word| word.tail.push(0),
        |word| word.tail.truncate(30),
        |word| word.tail = attested(&[], &good_key()),
        |word| word.tail = attested(&[1; 1024], &good_key()),
        // Algorithms that were not asked for: ES384, EdDSA, RS1; and names that contradict each other.
        |word| word.tail = attested(&[1; 20], &key(2, -35, 2, &GX, &GY)),
        |word| word.tail = attested(&[1; 20], &key(1, -8, 6, &GX, &GY)),
        |word| word.tail = attested(&[1; 20], &key(3, -65535, 1, &GX, &GY)),
        |word| word.tail = attested(&[1; 20], &key(2, -257, 1, &GX, &GY)),
        |word| word.tail = attested(&[1; 20], &key(2, -7, 2, &GX, &GY)),
        // No point of the curve; no coordinates of it; nothing at all.
        |word| word.tail = attested(&[1; 20], &key(2, -7, 1, &GX, &GX)),
        |word| word.tail = attested(&[1; 20], &key(2, -7, 1, &GX[1..], &GY)),
        |word| word.tail = attested(&[1; 20], &key(2, -7, 1, &[], &[])),
        |word| word.tail = attested(&[1; 20], &[0xa0]),
    ];
    for (row, change) in table.into_iter().enumerate() {
        let mut word = right(&browser.asked(ADD).await).await;
        change(&mut word);
        let page = browser.send(ADD, &word.registration()).await;
        assert_eq!(page.status, 422, "row {row}: {}", page.text());
        assert_eq!(passkeys(&stand, &anna).await, 0, "row {row}");
    }
    let word = right(&browser.asked(ADD).await).await;
    let page = browser.send(ADD, &word.registration()).await;
    assert_eq!(page.path, "/security-info?done=passkey-added", "the right one is taken: {}", page.text());
    assert_eq!(passkeys(&stand, &anna).await, 1);
}

#[tokio::test]
async fn a_challenge_belongs_to_one_session_and_is_used_once() {
    let stand = Stand::new();
    let (anna, mut browser) = start(&stand).await;
    let mut other = stand.signed_in(&anna).await;
    let word = right(&browser.asked(ADD).await).await;
    assert_eq!(other.send(ADD, &word.registration()).await.status, 422, "another session");
    let mut asked = browser.asked(ADD).await;
    asked["challenge"] = browser.asked(ALONE).await["challenge"].take();
    let sign_in = right(&asked).await;
    assert_eq!(browser.send(ADD, &sign_in.registration()).await.status, 422, "another use");
    assert_eq!(passkeys(&stand, &anna).await, 0);
    browser.send(ADD, &word.registration()).await;
    assert_eq!(passkeys(&stand, &anna).await, 1);
    // Again: the passkey is there. With another id: the challenge is used up.
    browser.send(ADD, &word.registration()).await.says("has one of your passkeys already");
    let mut again = right(&browser.asked(ADD).await).await;
    (again.challenge, again.tail) = (word.challenge, attested(&[2; 20], &good_key()));
    assert_eq!(browser.send(ADD, &again.registration()).await.status, 422);
    assert_eq!(passkeys(&stand, &anna).await, 1);
}

#[tokio::test]
async fn without_a_fresh_second_factor_none_is_added() {
    let stand = Stand::new();
    let (anna, mut browser) = start(&stand).await;
    let word = right(&browser.asked(ADD).await).await;
    stand.wait(10 * MINUTE);
    let page = browser.send(ADD, &word.registration()).await;
    assert!(page.path.starts_with("/step-up"), "{}", page.path);
    assert_eq!(
        stand.browser().send(ADD, &word.registration()).await.path.split('?').next(),
        Some("/sign-in")
    );
    assert_eq!(passkeys(&stand, &anna).await, 0);
}
