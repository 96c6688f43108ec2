//! Encrypted exports, with this crate and with the `age` tool.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use regain_seal::export::{
    DecryptAgeError, EncryptAgeError, ExportKeyring, ExportTo, asks_for_passphrase, decrypt_age, encrypt_age,
};
use regain_seal::passphrase::OuterSpace;
use regain_seal::{AgeIdentity, Passphrase, RecoveryKit};

const AGE: &str = "/usr/bin/age";
const WORDS: &str = "letter advice cage absurd amount doctor acoustic avoid letter advice cage above";

fn identity() -> AgeIdentity {
    RecoveryKit::from_words(WORDS).unwrap_or_else(|error| panic!("{error}")).age_identity()
}

fn passphrase(text: &str) -> Passphrase {
    Passphrase::typed(text, OuterSpace::Refuse).unwrap_or_else(|error| panic!("{error}"))
}

fn encrypted(plaintext: &[u8], to: ExportTo<'_>, armor: bool) -> Vec<u8> {
    encrypt_age(plaintext, to, armor).unwrap_or_else(|error| panic!("{error}"))
}

fn opened(file: &[u8], with: ExportKeyring<'_>) -> Result<Vec<u8>, DecryptAgeError> {
    decrypt_age(file, with).map(|plaintext| plaintext.to_vec())
}

#[test]
fn the_words_or_the_printed_line_open_an_export() {
    let (identity, plaintext) = (identity(), vec![b'x'; 150_000]);
    let line = identity.expose_line();
    let printed = AgeIdentity::from_line(&line).unwrap_or_else(|error| panic!("{error}"));
    for armor in [false, true] {
        let file = encrypted(&plaintext, ExportTo::Kit(&identity.recipient()), armor);
        assert_eq!(asks_for_passphrase(&file), Ok(false));
        assert_eq!(file.starts_with(b"-----BEGIN AGE ENCRYPTED FILE-----"), armor);
        assert_eq!(opened(&file, ExportKeyring::Identity(&identity)).as_ref(), Ok(&plaintext));
        assert_eq!(opened(&file, ExportKeyring::Identity(&printed)).as_ref(), Ok(&plaintext));
    }
}

#[test]
fn wrong_key_damage_and_other_files_are_told_apart() {
    let identity = identity();
    let file = encrypted(b"codes", ExportTo::Kit(&identity.recipient()), false);
    let other = RecoveryKit::from_words("zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong");
    let other = other.unwrap_or_else(|error| panic!("{error}")).age_identity();
    assert_eq!(opened(&file, ExportKeyring::Identity(&other)), Err(DecryptAgeError::WrongKey));
    assert_eq!(
        opened(&file, ExportKeyring::Passphrase(&passphrase("quiet maple"))),
        Err(DecryptAgeError::WrongKey)
    );
    let mut damaged = file.clone();
    *damaged.last_mut().unwrap_or(&mut 0) ^= 1;
    assert_eq!(opened(&damaged, ExportKeyring::Identity(&identity)), Err(DecryptAgeError::Damaged));
    assert_eq!(
        opened(&file[..file.len() - 3], ExportKeyring::Identity(&identity)),
        Err(DecryptAgeError::Damaged)
    );
    assert_eq!(opened(b"{\"version\": 1}", ExportKeyring::Identity(&identity)), Err(DecryptAgeError::NotAge));
    assert_eq!(opened(b"", ExportKeyring::Identity(&identity)), Err(DecryptAgeError::NotAge));
}

#[test]
fn a_passphrase_opens_an_export_and_another_does_not() {
    let file = encrypted(b"codes", ExportTo::Passphrase(&passphrase("quiet maple orbit")), true);
    assert_eq!(asks_for_passphrase(&file), Ok(true));
    assert_eq!(
        opened(&file, ExportKeyring::Passphrase(&passphrase("quiet maple orbit"))),
        Ok(b"codes".to_vec())
    );
    assert_eq!(
        opened(&file, ExportKeyring::Passphrase(&passphrase("quiet maple orbid"))),
        Err(DecryptAgeError::WrongKey)
    );
}

#[test]
fn a_file_that_asks_for_all_memory_is_refused_before_it_gets_it() {
    let file = encrypted(b"codes", ExportTo::Passphrase(&passphrase("quiet maple orbit")), false);
    let greedy: Vec<u8> = String::from_utf8_lossy(&file).replacen(" 18\n", " 30\n", 1).into_bytes();
    // Lossy conversion breaks the binary tail only; the header is read first.
    assert_eq!(
        opened(&greedy, ExportKeyring::Passphrase(&passphrase("quiet maple orbit"))),
        Err(DecryptAgeError::TooMuchWork(30))
    );
}

#[test]
fn a_recipient_everybody_could_open_is_refused() {
    assert_eq!(encrypt_age(b"codes", ExportTo::Kit(&[0; 32]), false), Err(EncryptAgeError::Recipient));
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the other side of this exchange is a program that reads files"
)]
fn the_age_tool_opens_an_export_with_the_printed_line_and_we_open_its_files() {
    if !Path::new(AGE).exists() {
        // Not silent: what did not run is said on standard error, which the runner shows.
        writeln!(std::io::stderr(), "{AGE} is absent: the exchange with the age tool did not run")
            .unwrap_or_default();
        return;
    }
    let folder = tempfile::tempdir().expect("a scratch folder");
    let identity = identity();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("identity.txt"), format!("# Regain\n{}\n", identity.expose_line().as_str()))
        .expect("written");
    for armor in [false, true] {
        std::fs::write(path("export.age"), encrypted(b"codes", ExportTo::Kit(&identity.recipient()), armor))
            .expect("written");
        let age =
            Command::new(AGE).arg("-d").arg("-i").arg(path("identity.txt")).arg(path("export.age")).output();
        let output = age.expect("age runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.stdout, b"codes");
    }
    std::fs::write(path("plain"), b"from age").expect("written");
    for flags in [&["-e"][..], &["-e", "-a"]] {
        let age =
            Command::new(AGE).args(flags).arg("-i").arg(path("identity.txt")).arg(path("plain")).output();
        let output = age.expect("age runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(opened(&output.stdout, ExportKeyring::Identity(&identity)), Ok(b"from age".to_vec()));
    }
}
