//! Signed messages: what a strict reader lets in. The signature check is a function here, as it is for the reader; the real curve is
//! in the tests of the crate that signs, over the same file of vectors.
#![expect(clippy::unwrap_used, reason = "tests")]

use data_encoding::BASE64URL_NOPAD;
use regain_protocol::portal::proof::{ProofError, Signature, Signed, compact, read, to_sign};
use regain_protocol::portal::{Answer, Decision, Enrolment, Opening, PortalAddress, PortalId, Stamp};

const NOW: u64 = 1_760_000_000;
const SIGNATURE: Signature = [7; 64];
const CLAIMS: &str = r#"{"aud":"https://portal.example","iat":1760000000,"jti":"a1","sub":"m1","request":"r1","decision":{"approve":"012345"}}"#;
const HEADER: &str = r#"{"alg":"ES256","typ":"regain-answer+jwt"}"#;

fn portal() -> PortalAddress {
    "https://portal.example".parse().unwrap()
}

fn id(text: &str) -> PortalId {
    text.parse().unwrap()
}

fn stamp() -> Stamp {
    Stamp { portal: portal(), at: NOW, id: id("a1") }
}

fn answer() -> Answer {
    Answer::new(stamp(), id("m1"), id("r1"), Decision::Approve("012345".parse().unwrap()))
}

fn message(header: &str, claims: &str) -> String {
    let part = |text: &str| BASE64URL_NOPAD.encode(text.as_bytes());
    compact(&format!("{}.{}", part(header), part(claims)), &SIGNATURE)
}

fn at<T: Signed>(message: &str, now: u64) -> Result<T, ProofError> {
    read(message, &portal(), now, |_, _, signature| *signature == SIGNATURE)
}

fn error(message: &str) -> ProofError {
    at::<Answer>(message, NOW).err().unwrap()
}

#[test]
fn what_is_signed_is_read_and_is_what_travels() {
    let signed = to_sign(&answer());
    let mut seen = Vec::new();
    let back = read::<Answer>(&compact(&signed, &SIGNATURE), &portal(), NOW, |claims, bytes, signature| {
        seen = bytes.to_vec();
        claims.method == id("m1") && *signature == SIGNATURE
    });
    assert!(back == Ok(answer()) && seen == signed.as_bytes());
    assert_eq!(compact(&signed, &SIGNATURE), message(HEADER, CLAIMS));
}

/// RFC 8725 sections 2.1, 3.1, 3.11: the header decides nothing.
#[test]
fn no_other_header_is_read() {
    for header in [
        r#"{"alg":"none","typ":"regain-answer+jwt"}"#,
        r#"{"alg":"HS256","typ":"regain-answer+jwt"}"#,
        r#"{"alg":"es256","typ":"regain-answer+jwt"}"#,
        r#"{"alg":"ES256","typ":"regain-session+jwt"}"#,
        r#"{"alg":"ES256","typ":"JWT"}"#,
        r#"{"alg":"ES256"}"#,
        r#"{"typ":"regain-answer+jwt","alg":"ES256"}"#,
        r#"{"alg":"ES256", "typ":"regain-answer+jwt"}"#,
        r#"{"alg":"ES256","typ":"regain-answer+jwt","jwk":{}}"#,
        r#"{"alg":"ES256","typ":"regain-answer+jwt","crit":["b64"],"b64":false}"#,
        "",
    ] {
        assert_eq!(error(&message(header, CLAIMS)), ProofError::Malformed, "{header}");
    }
}

#[test]
fn no_other_claims_are_read() {
    for (from, to) in [
        (r#""jti":"a1""#, r#""jti":"a1","jti":"a2""#),
        (r#""jti":"a1","#, ""),
        (r#""jti":"a1""#, r#""jti":"../x""#),
        (r#""sub":"m1""#, r#""sub":"m1","exp":9"#),
        (r#""iat":1760000000"#, r#""iat":"1760000000""#),
        (r#""iat":1760000000"#, r#""iat":-1"#),
        (r#""aud":"https://portal.example""#, r#""aud":["https://portal.example"]"#),
        (r#""aud":"https://portal.example""#, r#""aud":"https://portal.example/""#),
        (r#"{"approve":"012345"}"#, r#""approve""#),
        (r#"{"approve":"012345"}"#, r#"{"approve":""}"#),
        (r#"{"approve":"012345"}"#, r#"{"approve":"1"}"#),
        (r#"{"approve":"012345"}"#, r#"{"approve":12345}"#),
        (r#"{"approve":"012345"}"#, r#"{"deny":"012345"}"#),
        (r#"{"approve":"012345"}"#, "null"),
    ] {
        let claims = CLAIMS.replace(from, to);
        assert_ne!(claims, CLAIMS, "{from}");
        assert_eq!(error(&message(HEADER, &claims)), ProofError::Malformed, "{claims}");
    }
    for decision in [r#""deny""#, r#""report""#] {
        let claims = CLAIMS.replace(r#"{"approve":"012345"}"#, decision);
        assert!(at::<Answer>(&message(HEADER, &claims), NOW).is_ok());
    }
}

#[test]
fn a_message_is_whole_or_not_at_all() {
    let good = message(HEADER, CLAIMS);
    let (signed, signature) = good.rsplit_once('.').unwrap();
    for broken in [
        String::new(),
        "..".to_owned(),
        signed.to_owned(),
        format!("{signed}."),
        format!("{signed}.{}", &signature[2..]),
        format!("{signed}.{signature}AA"),
        format!("{good}="),
        format!(" {good}"),
        format!("{good}.{signature}"),
        good.replacen("ey", "e%79", 1),
        message(HEADER, &CLAIMS.replace("a1", &"a".repeat(5000))),
    ] {
        assert_eq!(error(&broken), ProofError::Malformed, "{broken}");
    }
}

#[test]
fn another_key_another_portal_and_another_time_are_refused() {
    let good = message(HEADER, CLAIMS);
    let unsigned = read::<Answer>(&good, &portal(), NOW, |_, _, _| false);
    assert!(unsigned.err() == Some(ProofError::Signature));
    let elsewhere = message(HEADER, &CLAIMS.replace("portal.example", "evil.example"));
    assert_eq!(error(&elsewhere), ProofError::Portal);
    for (now, fits) in
        [(NOW - 121, false), (NOW - 120, true), (NOW + 120, true), (NOW + 121, false), (0, false)]
    {
        assert_eq!(at::<Answer>(&good, now).err(), (!fits).then_some(ProofError::Clock), "{now}");
    }
}

#[test]
fn one_kind_never_passes_for_another() {
    let opening = compact(&to_sign(&Opening::new(stamp(), id("m1"))), &SIGNATURE);
    assert!(at::<Opening>(&opening, NOW).is_ok());
    assert!(at::<Answer>(&opening, NOW).is_err() && at::<Enrolment>(&opening, NOW).is_err());
    let answer = compact(&to_sign(&answer()), &SIGNATURE);
    assert!(at::<Opening>(&answer, NOW).is_err() && at::<Enrolment>(&answer, NOW).is_err());
}
