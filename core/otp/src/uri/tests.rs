#![expect(clippy::unwrap_used, reason = "tests")]

use std::error::Error as _;

use proptest::prelude::*;

use super::*;
use crate::{Algorithm, Digits, Kind, OtpSecret, Period, arbitrary::plain};

const KEY: &str = "JBSWY3DPEHPK3PXP";

fn read(text: &str) -> OtpAuth {
    parse(text).map_err(|error| format!("{text}: {error}")).ok().unwrap()
}

fn names(text: &str) -> (String, String) {
    let auth = read(text);
    (auth.issuer, auth.label)
}

fn refusal(text: &str) -> UriError {
    parse(text).err().unwrap()
}

#[test]
fn a_full_address_is_read() {
    let auth = read(
        "otpauth://totp/ACME%20Co:john@example.com?secret=JBSWY3DPEHPK3PXP&issuer=ACME%20Co\
         &algorithm=SHA256&digits=8&period=60&image=https%3A%2F%2Fexample.com%2Fa.png",
    );
    assert_eq!((auth.issuer.as_str(), auth.label.as_str()), ("ACME Co", "john@example.com"));
    assert!(auth.otp.secret().expose_bytes() == b"Hello!\xde\xad\xbe\xef");
    assert_eq!(
        (auth.otp.kind(), auth.otp.algorithm(), auth.otp.digits(), auth.otp.period().get()),
        (Kind::Totp, Algorithm::Sha256, Digits::EIGHT, 60)
    );
    assert_eq!(auth.extra, [("image".to_owned(), "https://example.com/a.png".to_owned())]);
    assert_eq!(
        *auth.to_uri(),
        "otpauth://totp/ACME%20Co:john@example.com?secret=JBSWY3DPEHPK3PXP&issuer=ACME%20Co\
         &algorithm=SHA256&digits=8&period=60&image=https%3A%2F%2Fexample.com%2Fa.png"
    );
}

#[test]
fn missing_parameters_have_defaults() {
    let auth = read("otpauth://totp/account?secret=JBSWY3DPEHPK3PXP&digits=&period=&algorithm=");
    assert_eq!(
        (auth.otp.algorithm(), auth.otp.digits(), auth.otp.period()),
        (Algorithm::Sha1, Digits::SIX, Period::THIRTY)
    );
    assert_eq!(read("otpauth://hotp/account?secret=JBSWY3DPEHPK3PXP").otp.counter(), 0);
    assert_eq!(read("otpauth://hotp/account?secret=JBSWY3DPEHPK3PXP&counter=10300").otp.counter(), 10300);
}

#[test]
fn what_services_emit_is_read() {
    let plain = read("otpauth://totp/GitHub:me?secret=JBSWY3DPEHPK3PXP&issuer=GitHub");
    for text in [
        "OTPAUTH://TOTP/GitHub:me?SECRET=jbsw+y3dp+ehpk+3pxp&Issuer=GitHub&algorithm=sha1",
        "otpauth://totp/GitHub:me?secret=jbsw y3dp ehpk 3pxp&issuer=GitHub&algorithm=HmacSHA1",
        " otpauth://totp/GitHub%3Ame?secret=JBSWY3DPEHPK3PXP%3D%3D%3D%3D&issuer=GitHub\n",
        "otpauth://totp/GitHub:%20me?secret=JBSW-Y3DP-EHPK-3PXP===&issuer=GitHub&&algorithm=SHA-1",
        "otpauth://totp/github: me?issuer=GitHub&amp;secret=JBSWY3DPEHPK3PXP&amp;digits=6",
        "otpauth://totp/me?secret=JBSWY3DPEHPK3PXP&issuer=%20GitHub%20",
        "otpauth://totp/GitHub:me?secret=JBSWY3DPEHPK3PXP&issuer=",
        "otpauth://totp/GitHub:me?secret=&secret=JBSWY3DPEHPK3PXP",
    ] {
        assert!(read(text) == plain, "{text}");
    }
}

#[test]
fn issuers_and_labels() {
    for (path, issuer, label) in [
        ("GitHub:me", "GitHub", "me"),
        ("me", "", "me"),
        ("", "", ""),
        (":me", "", "me"),
        ("a%3Ab:me", "a:b", "me"),
        (":a%3Ab", "", "a:b"),
        ("GitHub:me:too", "GitHub", "me:too"),
        ("GitHub:user+tag@example.com", "GitHub", "user+tag@example.com"),
        ("100% sure:50%zz", "100% sure", "50%zz"),
        ("caf%E9", "", "caf%E9"),
        ("a/b#c?d", "", "a/b#c?d"),
        ("Zürich:müller", "Zürich", "müller"),
    ] {
        let text = format!("otpauth://totp/{path}?secret={KEY}");
        assert_eq!(names(&text), (issuer.to_owned(), label.to_owned()), "{text}");
    }
    assert_eq!(names("otpauth://totp?secret=JBSWY3DPEHPK3PXP"), (String::new(), String::new()));
}

#[test]
fn the_parameter_wins_and_another_prefix_stays() {
    for (path, parameter, issuer, label) in [
        ("MyOrganization:me", "Microsoft", "Microsoft", "MyOrganization:me"),
        ("Microsoft:user@tenant#EXT#@x.com", "Microsoft", "Microsoft", "user@tenant#EXT#@x.com"),
        ("Air%20Canada:me", "Air+Canada", "Air Canada", "me"),
        ("Disney+:me", "Disney+", "Disney+", "me"),
        ("a%3Ab:me", "a%3Ab", "a:b", "me"),
        ("Long%3APeriod", "Long", "Long", "Period"),
        ("GitHub", "GitHub", "GitHub", "GitHub"),
    ] {
        let text = format!("otpauth://totp/{path}?secret={KEY}&issuer={parameter}");
        assert_eq!(names(&text), (issuer.to_owned(), label.to_owned()), "{text}");
        assert!(read(&read(&text).to_uri()) == read(&text), "{text}");
    }
}

#[test]
fn steam_in_all_its_forms() {
    for text in [
        "otpauth://steam/Steam:me?secret=JBSWY3DPEHPK3PXP&issuer=Steam",
        "otpauth://steam/Steam:me?secret=JBSWY3DPEHPK3PXP&issuer=Steam&digits=5&period=30&algorithm=SHA1",
        "otpauth://totp/Steam:me?secret=JBSWY3DPEHPK3PXP&issuer=Steam&encoder=steam",
        "otpauth://totp/Steam:me?secret=JBSWY3DPEHPK3PXP&issuer=Steam&digits=5&period=30&algorithm=sha1",
    ] {
        let auth = read(text);
        assert_eq!((auth.otp.kind(), auth.otp.digits()), (Kind::Steam, Digits::STEAM), "{text}");
        assert_eq!(auth.label, "me");
    }
    assert_eq!(read("steam://JBSWY3DPEHPK3PXP").otp.kind(), Kind::Steam);
    assert_eq!(read("otpauth://totp/Steam:me?secret=JBSWY3DPEHPK3PXP").otp.kind(), Kind::Totp);
}

#[test]
fn yandex_and_its_pin() {
    let text =
        "otpauth://yaotp/me@yandex.ru?secret=LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI&pin_length=4&uid=7";
    let auth = read(text);
    assert_eq!((auth.issuer.as_str(), auth.label.as_str()), ("Yandex", "me@yandex.ru"));
    assert_eq!(auth.otp.secret().expose_bytes().len(), 16);
    assert!(auth.otp.pin().is_none());
    assert_eq!(auth.extra.len(), 2);
    for pin in ["7586", "G42TQNQ"] {
        let auth = read(&format!("{text}&pin={pin}"));
        assert_eq!(auth.otp.code_at(1_581_064_020).unwrap().expose(), "oactmacq", "{pin}");
    }
    let wrong = refusal("otpauth://yaotp/me?secret=JBSWY3DPEHPK3PXP");
    assert_eq!(
        wrong.to_string(),
        "the key in this address cannot be used; copy the whole address again from the service"
    );
    assert_eq!(
        wrong.source().unwrap().to_string(),
        "a Yandex secret has 26 or 42 characters; copy the whole key again from Yandex"
    );
}

#[test]
fn motp_in_hex_and_base32() {
    for text in [
        "motp://Work:me?secret=e3152afee62599c8&pin=1234",
        "otpauth://motp/Work:me?secret=E3152AFEE62599C8&issuer=Work&pin=1234",
        "otpauth://motp/Work:me?secret=4MKSV7XGEWM4Q&pin=1234",
    ] {
        let auth = read(text);
        assert_eq!((auth.issuer.as_str(), auth.label.as_str()), ("Work", "me"));
        assert_eq!(auth.otp.code_at(165_892_298).unwrap().expose(), "e7d8b6", "{text}");
        assert!(read(&auth.to_uri()) == auth);
    }
    assert_eq!(
        refusal("motp://me?secret=e315xx").source().unwrap().to_string(),
        "the secret is no even number of hex digits (0 to 9, a to f) from character 5 on; \
         copy the key again from the service"
    );
}

#[test]
fn a_motp_secret_whose_base32_looks_like_hex_is_read_back() {
    let secret = OtpSecret::from_base32("ABCDEF234567ABCD").unwrap();
    let auth = OtpAuth::new("", "me", Otp::motp(secret, None));
    assert!(read(&auth.to_uri()) == auth);
}

#[test]
fn refusals_name_the_cause_and_the_next_step() {
    for (text, message) in [
        ("", "this is no otpauth:// address; scan the QR code the service shows for an authenticator app"),
        (
            "https://example.com",
            "this is no otpauth:// address; scan the QR code the service shows for an authenticator app",
        ),
        (
            "otpauth-migration://offline?data=AA",
            "this is an export of many accounts (otpauth-migration://); import it as a Google Authenticator export",
        ),
        (
            "otpauth://xotp/me?secret=JBSWY3DPEHPK3PXP",
            "the kind of code, \"xotp\", is not one of totp, hotp, steam, yaotp and motp; ask the service for a totp key",
        ),
        (
            "otpauth://totp/me?issuer=x",
            "the parameter `secret` is missing; copy the whole address again from the service",
        ),
        (
            "otpauth://totp/me?secret=JBSWY3DPEHPK3PX0",
            "the parameter `secret` cannot be read; copy the whole address again from the service",
        ),
        (
            "otpauth://totp/me?secret=JBSWY3DPEHPK3PXP&digits=abc",
            "the parameter `digits` is \"abc\", but must be a number from 4 to 10; \
             correct it, or ask the service for a new QR code",
        ),
        (
            "otpauth://totp/me?secret=JBSWY3DPEHPK3PXP&period=0",
            "the parameter `period` is \"0\", but must be a number of seconds from 1 to 86400; \
             correct it, or ask the service for a new QR code",
        ),
        (
            "otpauth://totp/me?secret=JBSWY3DPEHPK3PXP&algorithm=MD5",
            "the parameter `algorithm` is \"MD5\", but must be SHA1, SHA256 or SHA512; \
             correct it, or ask the service for a new QR code",
        ),
        (
            "otpauth://hotp/me?secret=JBSWY3DPEHPK3PXP&counter=-1",
            "the parameter `counter` is \"-1\", but must be a number of 0 or more; \
             correct it, or ask the service for a new QR code",
        ),
        (
            "otpauth://yaotp/me?secret=LA2V6KMCGYMWWVEW64RNP3JA3I&pin=1%202",
            "the parameter `pin` cannot be read; remove it from the address and enter the PIN by hand",
        ),
    ] {
        assert_eq!(refusal(text).to_string(), message, "{text}");
    }
    assert_eq!(refusal(&format!("otpauth://totp/{}", "a".repeat(70_000))), UriError::TooLong);
}

#[test]
fn a_secret_in_the_wrong_place_is_not_repeated() {
    for text in [
        "otpauth://totp/me?secret=JBSWY3DPEHPK3PXP&digits=JBSWY3DPEHPK3PXP",
        "otpauth://totp/me?digits=6secret=JBSWY3DPEHPK3PXP&secret=JBSWY3DPEHPK3PXP",
        "otpauth://JBSWY3DPEHPK3PXP/me?secret=JBSWY3DPEHPK3PXP",
        "otpauth://totp/me?secret=JBSWY3DPEHPK3PXP!",
    ] {
        let error = refusal(text);
        let chain = format!("{error} {:?} {error:?}", error.source().map(ToString::to_string));
        assert!(!chain.contains("JBSWY3DP") && !chain.contains("EHPK3PXP"), "{chain}");
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(
        issuer in any::<String>(),
        label in any::<String>(),
        plain in plain(),
        extra in prop::collection::vec(("x[^\0]{0,8}", any::<String>()), 0..4),
    ) {
        let auth = OtpAuth { extra, ..OtpAuth::new(&issuer, &label, plain.otp()) };
        let read = parse(&auth.to_uri());
        prop_assert!(read.is_ok_and(|read| read == auth), "{}", auth.to_uri().as_str());
    }

    #[test]
    fn names_with_colons_and_pluses_are_read_back(
        issuer in "[aA:+% ]{0,6}",
        label in "[aA:+%/?# ]{0,9}",
        plain in plain(),
    ) {
        let auth = OtpAuth::new(&issuer, &label, plain.otp());
        let read = parse(&auth.to_uri());
        prop_assert!(read.is_ok_and(|read| read == auth), "{}", auth.to_uri().as_str());
    }

    #[test]
    fn no_text_panics(text in any::<String>()) {
        let _ = parse(&text);
        let _ = parse(&format!("otpauth://totp/{text}"));
        let _ = parse(&format!("motp://{text}?secret={text}&pin={text}"));
    }

    #[test]
    fn no_query_panics(
        kind in "totp|hotp|steam|yaotp|motp",
        label in "[a:%+?#&=]{0,9}",
        secret in "[A-Z2-7%=+]{0,30}",
        query in "(&(digits|period|pin|issuer|counter|algorithm)=[0-9A-Z%+]{0,5}){0,4}",
    ) {
        let _ = parse(&format!("otpauth://{kind}/{label}?secret={secret}{query}"));
    }
}
