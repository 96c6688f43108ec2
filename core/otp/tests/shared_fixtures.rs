//! Addresses that other apps really wrote, where `../shared/fixtures` lies beside the project.
#![expect(clippy::unwrap_used, reason = "tests")]
#![expect(clippy::disallowed_methods, reason = "outside data is read from its files")]
#![expect(clippy::print_stderr, reason = "the suite says what it ran")]

use std::{fs, path::PathBuf};

use regain_otp::{
    Kind, Otp,
    migration::{self, MigrationError},
    uri::{self, OtpAuth, UriError},
};
use serde_json::Value;

/// Files whose every line is an address, and whose content the index lists entry by entry.
const LINES: [&str; 6] = [
    "aegis/plain.txt",
    "aegis/ente_auth.txt",
    "stratum/ente.unencrypted.txt",
    "2fauth/google_auth_migration_uri.txt",
    "extract_otp_secrets/example_export.txt",
    "extract_otp_secrets/tests/data/test_plus_problem_export.txt",
];

fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/fixtures"));
    if !folder.is_dir() {
        eprintln!("../shared/fixtures is absent: no address of another app was read");
        return None;
    }
    Some(folder)
}

#[test]
fn every_address_holds_what_the_index_says() {
    let Some(folder) = folder() else { return };
    let index: Value = serde_json::from_str(&fs::read_to_string(folder.join("index.json")).unwrap()).unwrap();
    for file in LINES {
        let listed = index.as_array().unwrap().iter().find(|entry| entry["file"] == file).unwrap();
        let accounts = accounts(&fs::read_to_string(folder.join(file)).unwrap());
        let expected = listed["expected"].as_array().unwrap();
        assert_eq!(accounts.len(), expected.len(), "{file}");
        for (account, expected) in accounts.iter().zip(expected) {
            compare(file, account, expected);
            assert!(uri::parse(&account.to_uri()).is_ok_and(|read| read == *account), "{file}");
        }
    }
    eprintln!("read {} files of other apps", LINES.len());
}

#[test]
fn edge_cases_of_a_web_authenticator() {
    let Some(folder) = folder() else { return };
    let uris: Value =
        serde_json::from_str(&fs::read_to_string(folder.join("2fauth/otp_uris.json")).unwrap()).unwrap();
    let mut read = 0;
    for (name, text) in uris.as_object().unwrap() {
        match (name.as_str(), uri::parse(text.as_str().unwrap())) {
            ("INVALID_OTPAUTH_URI", result) => {
                assert_eq!(result.err(), Some(UriError::Kind { kind: "Xotp".to_owned() }));
            }
            ("STEAM_TOTP_URI", result) => assert_eq!(result.ok().unwrap().otp.kind(), Kind::Steam),
            ("TOTP_MICROSOFT_CORPORATE_URI_INCLUDING_SHARP", result) => {
                let auth = result.ok().unwrap();
                assert_eq!(auth.issuer, "Microsoft");
                assert_eq!(auth.label, "MyOrganization:account#EXT#@microsoft.com");
            }
            (name, result) => assert!(result.is_ok(), "{name}"),
        }
        read += 1;
    }
    assert_eq!(read, 13);
}

#[test]
fn files_without_accounts_are_refused() {
    let Some(folder) = folder() else { return };
    let folder = folder.join("extract_otp_secrets/tests/data");
    for (file, expected) in [
        ("test_export_wrong_data.txt", MigrationError::Empty),
        ("test_export_wrong_prefix.txt", MigrationError::Scheme),
        ("test_export_wrong_content.txt", MigrationError::Scheme),
        ("empty_file.txt", MigrationError::Scheme),
    ] {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        assert_eq!(migration::parse(&text).err(), Some(expected), "{file}");
    }
}

fn accounts(text: &str) -> Vec<OtpAuth> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .flat_map(|line| match uri::parse(line) {
            Err(UriError::Migration) => {
                let batch = migration::parse(line).ok().unwrap();
                batch.entries.into_iter().map(|entry| entry.ok().unwrap()).collect()
            }
            auth => vec![auth.ok().unwrap()],
        })
        .collect()
}

fn compare(file: &str, account: &OtpAuth, expected: &Value) {
    let otp: &Otp = &account.otp;
    let whole = format!("{file}: {expected}");
    assert_eq!(account.issuer, expected["issuer"].as_str().unwrap(), "{whole}");
    // Google's export repeats the issuer before the name; here it stands once.
    assert!(expected["name"].as_str().unwrap().ends_with(&account.label), "{whole}");
    assert_eq!(*otp.secret().expose_base32(), expected["secret"].as_str().unwrap(), "{whole}");
    assert_eq!(otp.kind().name(), expected["type"].as_str().unwrap(), "{whole}");
    assert_eq!(otp.algorithm().name(), expected["algo"].as_str().unwrap(), "{whole}");
    assert_eq!(Some(u64::from(otp.digits().get())), expected["digits"].as_u64(), "{whole}");
    match otp.kind() {
        Kind::Hotp => assert_eq!(Some(otp.counter()), expected["counter"].as_u64(), "{whole}"),
        _ => assert_eq!(Some(u64::from(otp.period().get())), expected["period"].as_u64(), "{whole}"),
    }
}
