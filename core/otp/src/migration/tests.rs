#![expect(clippy::unwrap_used, reason = "tests")]

use std::error::Error as _;

use data_encoding::{BASE64, BASE64URL_NOPAD};
use proptest::prelude::*;

use super::{
    protobuf::{put_bytes, put_number},
    *,
};
use crate::{
    Algorithm, Digits, Kind, Otp, OtpSecret, Period,
    arbitrary::{google_auth, plain},
    uri::OtpAuth,
};

fn secret() -> OtpSecret {
    OtpSecret::from_bytes(b"Hello!\xde\xad\xbe\xef").unwrap()
}

fn totp(issuer: &str, label: &str) -> OtpAuth {
    OtpAuth::new(issuer, label, Otp::totp(secret(), Algorithm::Sha1, Digits::SIX, Period::THIRTY))
}

fn read(uri: &str) -> Batch {
    parse(uri).map_err(|error| error.to_string()).ok().unwrap()
}

/// An entry of the message, with `change` made to it.
fn entry(change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut message = Vec::new();
    put_bytes(&mut message, 1, secret().expose_bytes());
    put_bytes(&mut message, 2, b"me");
    change(&mut message);
    let mut field = Vec::new();
    put_bytes(&mut field, 1, &message);
    field
}

fn uri(message: &[u8]) -> String {
    format!("{PREFIX}{}", BASE64.encode(message))
}

#[test]
fn the_message_is_laid_out_as_google_authenticator_does() {
    let entry =
        b"\x0a\x0aHello!\xde\xad\xbe\xef\x12\x10alice@google.com\x1a\x07Example\x20\x01\x28\x01\x30\x02";
    let tail = b"\x10\x01\x18\x01\x20\x00\x28\xf9\xff\xff\xff\xff\xff\xff\xff\xff\x01";
    let message = [b"\x0a\x2d", &entry[..], tail].concat();
    let expected = uri(&message).replace('+', "%2B").replace('=', "%3D");
    let (start, data) = expected.split_at(PREFIX.len());
    let written = write(&[totp("Example", "alice@google.com")], -7, 1000);
    assert_eq!(*written.uris[0], format!("{start}{}", data.replace('/', "%2F")).replace("data%3D", "data="));
}

#[test]
fn every_form_of_base64_is_read() {
    let mut message = entry(|m| put_bytes(m, 3, "ÿþ>?".as_bytes()));
    put_number(&mut message, 5, u64::MAX);
    let plain = BASE64.encode(&message);
    assert!(plain.contains('+') || plain.contains('/'), "{plain}");
    let percent = plain.replace('+', "%2B").replace('/', "%2f").replace('=', "%3D");
    for data in [
        plain.clone(),
        percent,
        plain.replace('+', " "),
        BASE64URL_NOPAD.encode(&message),
        format!("{plain}&more=1"),
        format!("\n{}\n", plain.trim_end_matches('=')),
    ] {
        let batch = read(&format!("OTPAUTH-MIGRATION://offline?Data={data}"));
        assert_eq!(batch.entries.len(), 1, "{data}");
        assert_eq!(batch.batch_id, -1);
        assert_eq!(batch.entries[0].as_ref().ok().unwrap().issuer, "ÿþ>?");
    }
}

#[test]
fn names_lose_the_issuer_they_begin_with() {
    for (issuer, label) in
        [("GitHub", "me"), ("GitHub", "GitHub:me"), ("", "a: b"), ("", ""), ("Microsoft", "x:me")]
    {
        let written = write(&[totp(issuer, label)], 1, 1000);
        let batch = read(&written.uris[0]);
        assert!(*batch.entries[0].as_ref().ok().unwrap() == totp(issuer, label), "{issuer} {label}");
    }
    let batch = read(&uri(&entry(|m| {
        put_bytes(m, 2, b"Serenity:me");
        put_bytes(m, 3, b"Serenity");
    })));
    assert_eq!(batch.entries[0].as_ref().ok().unwrap().label, "me");
}

#[test]
fn one_broken_entry_loses_no_other() {
    let good = entry(|_| {});
    let message = [
        good.clone(),
        entry(|m| put_bytes(m, 1, b"")),
        entry(|m| put_number(m, 4, 4)),
        entry(|m| put_number(m, 5, 9)),
        entry(|m| put_number(m, 6, 3)),
        entry(|m| m.push(0x0b)),
        entry(|m| put_bytes(m, 99, b"new")),
        good.clone(),
        good[..good.len() - 1].to_vec(),
    ]
    .concat();
    let batch = read(&uri(&message));
    let found: Vec<_> =
        batch.entries.iter().map(|entry| entry.as_ref().err().map(|f| f.reason.clone())).collect();
    assert_eq!(
        found,
        [
            None,
            Some(EntryReason::Secret(crate::SecretError::Empty)),
            Some(EntryReason::Algorithm(4)),
            Some(EntryReason::Digits(9)),
            Some(EntryReason::Kind(3)),
            Some(EntryReason::Malformed),
            None,
            None,
            Some(EntryReason::Malformed),
        ]
    );
    let finding = batch.entries[2].as_ref().err().unwrap();
    assert_eq!(finding.to_string(), "account 3 (\"me\") cannot be taken over");
    assert_eq!(
        finding.source().unwrap().to_string(),
        "it uses hash number 4 of Google Authenticator's list, which is not supported; \
         set it up again at its service with SHA1"
    );
}

#[test]
fn refusals_name_the_cause_and_the_next_step() {
    for (text, message) in [
        (
            "otpauth://totp/me?secret=JBSWY3DPEHPK3PXP",
            "this is no otpauth-migration:// address; scan the code of Google Authenticator's \"transfer accounts\"",
        ),
        (
            "QR-Code:otpauth-migration://offline?data=CjUK",
            "this is no otpauth-migration:// address; scan the code of Google Authenticator's \"transfer accounts\"",
        ),
        (
            "otpauth-migration://offline?date=CjUK",
            "the parameter `data` is missing; scan the code again, or copy the whole address",
        ),
        (
            "otpauth-migration://offline?data=CjU%zz",
            "the parameter `data` is not base64; scan the code again, or copy the whole address",
        ),
        (
            "otpauth-migration://offline?data=XXXX",
            "the parameter `data` holds no accounts; scan the code again, or copy the whole address",
        ),
        (
            "otpauth-migration://offline?data=",
            "the parameter `data` holds no accounts; scan the code again, or copy the whole address",
        ),
    ] {
        assert_eq!(parse(text).err().unwrap().to_string(), message, "{text}");
    }
    assert_eq!(parse(&format!("{PREFIX}{}", "A".repeat(70_000))).err(), Some(MigrationError::TooLong));
}

#[test]
fn what_google_authenticator_cannot_hold_is_left_out_with_its_reason() {
    let with = |otp| OtpAuth::new("", "me", otp);
    let minute = Period::new(60).unwrap();
    let accounts = [
        with(Otp::steam(secret())),
        totp("GitHub", "me"),
        with(Otp::totp(secret(), Algorithm::Sha1, Digits::SIX, minute)),
        with(Otp::totp(secret(), Algorithm::Sha1, Digits::MAX, Period::THIRTY)),
        with(Otp::hotp(secret(), Algorithm::Sha1, Digits::SIX, u64::MAX)),
        totp("", &"x".repeat(1000)),
    ];
    let written = write(&accounts, 1, 500);
    let left_out: Vec<_> = written.left_out.iter().map(|left| (left.index, left.reason)).collect();
    assert_eq!(
        left_out,
        [
            (0, LeftOutReason::Kind(Kind::Steam)),
            (2, LeftOutReason::Period(minute)),
            (3, LeftOutReason::Digits(Digits::MAX)),
            (4, LeftOutReason::Counter),
            (5, LeftOutReason::TooLong),
        ]
    );
    assert_eq!(written.uris.len(), 1);
    assert_eq!(
        left_out[0].1.to_string(),
        "Google Authenticator makes no steam codes; move this account by its own QR code to an app that does"
    );
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(
        accounts in prop::collection::vec((any::<bool>(), any::<bool>(), plain(), ".{0,20}", ".{0,20}"), 0..20),
        batch_id in any::<i32>(),
        max_len in 1000..3000_usize,
    ) {
        let accounts: Vec<_> = accounts.into_iter().map(google_auth).collect();
        let written = write(&accounts, batch_id, max_len);
        prop_assert!(written.left_out.is_empty());
        let mut read_back = Vec::new();
        for (index, uri) in written.uris.iter().enumerate() {
            prop_assert!(uri.len() <= max_len);
            let batch = read(uri);
            prop_assert_eq!((batch.batch_id, batch.version), (batch_id, 1));
            prop_assert_eq!((batch.batch_index as usize, batch.batch_size as usize), (index, written.uris.len()));
            read_back.extend(batch.entries.into_iter().map(|entry| entry.ok().unwrap()));
        }
        prop_assert!(read_back == accounts);
    }

    #[test]
    fn no_text_panics(text in any::<String>()) {
        let _ = parse(&text);
        let _ = parse(&format!("{PREFIX}{text}"));
    }

    #[test]
    fn no_bytes_panic(message in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = parse(&uri(&message));
    }

    #[test]
    fn no_damage_panics(cut in 0..60_usize, at in 0..60_usize, byte in any::<u8>()) {
        let mut message = [entry(|_| {}), entry(|m| put_number(m, 7, 4))].concat();
        message.truncate(cut);
        if let Some(place) = message.get_mut(at) {
            *place = byte;
        }
        let _ = parse(&uri(&message));
    }
}
