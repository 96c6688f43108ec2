//! Approval keys: the RFCs' own vectors, and our frozen messages, which the reader of `regain-protocol` takes with a check by the real
//! curve: what a portal does.

#![expect(clippy::unwrap_used, reason = "tests")]

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use regain_protocol::portal::proof::{ProofError, Signed, compact, read, to_sign};
use regain_protocol::portal::{
    Answer, Decision, Enrolment, EnrolmentLink, Opening, PortalAddress, PortalId, PublicKey, Shown, Stamp,
};
use regain_seal::ApprovalKey;

const VECTORS: &str = include_str!("../../../protocol/tests/vectors/approvals.txt");
const NOW: u64 = 1_760_000_000;
/// RFC 6979 appendix A.2.5.
const KEY: &str = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";

fn key() -> ApprovalKey {
    let bytes = HEXLOWER.decode(KEY.as_bytes()).unwrap();
    ApprovalKey::from_bytes(&bytes.try_into().unwrap()).unwrap()
}

fn public() -> PublicKey {
    PublicKey::from_bytes(&key().public()).unwrap()
}

fn verify(public: &[u8], message: &[u8], signature: &[u8; 64]) -> bool {
    let key = VerifyingKey::from_sec1_bytes(public).unwrap();
    Signature::from_slice(signature).is_ok_and(|signature| key.verify(message, &signature).is_ok())
}

fn vector(name: &str) -> &'static str {
    let mut lines = VECTORS.lines().filter_map(|line| line.split_once(" = "));
    lines.find(|(key, _)| *key == name).map_or_else(|| panic!("no vector {name}"), |(_, value)| value)
}

fn stamp(id: u8) -> Stamp {
    Stamp { portal: portal(), at: NOW, id: PortalId::of_bytes(&[id; 16]) }
}

fn portal() -> PortalAddress {
    vector("portal").parse().unwrap()
}

fn signed<T: Signed>(claims: &T) -> String {
    let text = to_sign(claims);
    compact(&text, &key().sign(text.as_bytes()))
}

#[test]
fn rfc6979_a_2_5() {
    let point = HEXLOWER.encode(&key().public());
    assert_eq!(
        point,
        "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb67903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"
    );
    for (message, signature) in [
        (
            "sample",
            "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
        ),
        (
            "test",
            "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083",
        ),
    ] {
        assert_eq!(HEXLOWER.encode(&key().sign(message.as_bytes())), signature, "{message}");
    }
}

/// The key and the message of RFC 7515 appendix A.3.
#[test]
fn rfc7515_a_3() {
    let bytes = |text: &str| BASE64URL_NOPAD.decode(text.as_bytes()).unwrap();
    let (x, y) = (
        bytes("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
        bytes("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"),
    );
    let private = bytes("jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI");
    let key = ApprovalKey::from_bytes(&private.try_into().unwrap()).unwrap();
    assert_eq!(key.public().to_vec(), [vec![4], x, y].concat());
    let message = b"eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    let theirs =
        bytes("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
    assert!(verify(&key.public(), message, &theirs.try_into().unwrap()));
    assert!(verify(&key.public(), message, &key.sign(message)));
}

#[test]
fn what_is_no_private_key_is_refused() {
    const ORDER: &str = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
    let order: [u8; 32] = HEXLOWER.decode(ORDER.as_bytes()).unwrap().try_into().unwrap();
    for bytes in [[0; 32], order, [0xff; 32]] {
        assert!(ApprovalKey::from_bytes(&bytes).is_err());
    }
    let fresh = ApprovalKey::make(&mut ChaCha20Rng::from_seed([1; 32]));
    let again = ApprovalKey::from_bytes(&fresh.expose_bytes()).unwrap();
    assert_eq!(fresh.public(), again.public());
}

/// Frozen: apps and portals of all versions write and read these very bytes.
#[test]
fn messages_are_frozen() {
    let link: EnrolmentLink = vector("link").parse().unwrap();
    assert_eq!((link.portal.clone(), link.expose_text().as_str()), (portal(), vector("link")));
    assert_eq!(HEXLOWER.encode(link.code.expose_bytes()), vector("code"));
    assert_eq!(HEXLOWER.encode(&*key().expose_bytes()), vector("key"));
    let (device, platform) = (Shown::from("Pixel 8"), Shown::from("Android"));
    let enrolment = Enrolment::new(stamp(1), link.code.expose_text(), public(), device, platform);
    let method: PortalId = vector("method").parse().unwrap();
    let request: PortalId = vector("request").parse().unwrap();
    let approve = Decision::Approve(vector("number").parse().unwrap());
    let answer = |id, decision| signed(&Answer::new(stamp(id), method.clone(), request.clone(), decision));
    let computed = [
        ("enrolment", signed(&enrolment)),
        ("session", signed(&Opening::new(stamp(2), method.clone()))),
        ("approve", answer(3, approve)),
        ("deny", answer(4, Decision::Deny)),
        ("report", answer(5, Decision::Report)),
    ]
    .map(|(name, message)| format!("{name} = {message}"));
    let frozen: Vec<&str> = VECTORS.lines().skip_while(|line| !line.starts_with("enrolment")).collect();
    assert_eq!(computed.as_slice(), frozen, "computed:\n{}", computed.join("\n"));
}

/// What the portal's half does with them.
#[test]
fn frozen_messages_are_read_with_the_real_curve() {
    let enrolment = read::<Enrolment>(vector("enrolment"), &portal(), NOW, |claims, message, signature| {
        verify(claims.key.as_bytes(), message, signature)
    });
    assert!(enrolment.is_ok_and(|claims| claims.key == public() && claims.stamp() == stamp(1)));
    let by = |key: [u8; 65]| {
        read::<Answer>(vector("approve"), &portal(), NOW, move |_, message, signature| {
            verify(&key, message, signature)
        })
    };
    assert!(by(key().public()).is_ok_and(|answer| answer.request.as_str() == vector("request")));
    let other = ApprovalKey::make(&mut ChaCha20Rng::from_seed([2; 32]));
    assert!(by(other.public()).err() == Some(ProofError::Signature));
}

#[test]
fn any_changed_character_is_noticed() {
    let message = vector("approve");
    for at in 0..message.len() {
        let flipped = if &message[at..=at] == "A" { "B" } else { "A" };
        let changed = format!("{}{flipped}{}", &message[..at], &message[at + 1..]);
        let read = read::<Answer>(&changed, &portal(), NOW, |_, message, signature| {
            verify(&key().public(), message, signature)
        });
        assert!(read.is_err(), "character {at}");
    }
}
