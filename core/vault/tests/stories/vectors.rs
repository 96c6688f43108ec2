//! The frozen format: these files are what vaults in the world look like. A failing test here means that existing backups
//! would be read or written differently; then the version goes up, and the files stay.

use crate::common::{device, id};
use data_encoding::HEXLOWER;
use regain_vault::account::{advance, tag};
use regain_vault::{Author, Change, bound, exposure, settings};

/// Everything the format can carry, in the order it happened.
fn story() -> Vec<(&'static str, Change)> {
    let mut a = device(1);
    let mut b = device(2);
    let add = a.add(0x11, "otpauth://totp/GitHub:ada?secret=GEZDGNBVGY3TQOJQ&issuer=GitHub&color=red");
    let hotp =
        a.add(0x22, "otpauth://hotp/Bank:ada?secret=MFRGGZDFMZTWQ2LK&issuer=Bank&counter=5&algorithm=SHA256");
    b.pull(&add);
    b.pull(&hotp);
    let label = b.label(0x11, "ada@work");
    let tags = tag::tag(&mut b.vault, &mut b.clock, b.now, id(0x11), &["Work"], &[]).unwrap();
    let counter = advance(&mut b.vault, &mut b.clock, b.now, id(0x22), 6).unwrap();
    let deletion = a.remove(0x11);
    a.pull(&label);
    let seen = a.label(0x11, "ada@home");
    b.remove(0x22);
    let purge = b.empty();
    let device =
        regain_vault::device::add(&mut a.vault, &mut a.clock, a.now, Author([3; 16]), "Pixel 8", "Android");
    let exposed = exposure::mark_all(&mut a.vault, &mut a.clock, a.now, Author([3; 16]));
    let what = bound::Holder {
        portal: "https://portal.example",
        person: "cGVyc29u",
        name: "ada",
        organisation: "Example Ltd",
    };
    let bound = bound::enrolled(&mut a.vault, &mut a.clock, a.now, id(0x33), what);
    let theme = regain_vault::Value::text("dark").unwrap();
    let setting = settings::set(&mut a.vault, &mut a.clock, a.now, "theme", Some(theme));
    for change in [&tags, &counter, &purge] {
        a.pull(change);
    }
    vec![
        ("add-totp", add),
        ("add-hotp", hotp),
        ("edit-label", label),
        ("tag", tags),
        ("advance", counter),
        ("delete", deletion),
        ("edit-after-revival", seen),
        ("purge", purge),
        ("device", device.unwrap()),
        ("exposed", exposed),
        ("bound-account", bound.unwrap()),
        ("setting", setting.unwrap()),
        ("checkpoint", a.vault.checkpoint()),
    ]
}

macro_rules! frozen {
    ($($name:literal)+) => { &[$(($name, include_str!(concat!("../vectors/", $name, ".hex")))),+] };
}

const FROZEN: &[(&str, &str)] = frozen!["add-totp" "add-hotp" "edit-label" "tag" "advance" "delete" "edit-after-revival"
    "purge" "device" "exposed" "bound-account" "setting" "checkpoint"];

#[test]
fn what_is_written_is_frozen() {
    let story = story();
    assert_eq!(story.len(), FROZEN.len());
    for ((name, change), (file, frozen)) in story.into_iter().zip(FROZEN) {
        assert_eq!(name, *file);
        let frozen = HEXLOWER.decode(frozen.trim().as_bytes()).unwrap();
        assert_eq!(
            HEXLOWER.encode(&change.encode()),
            HEXLOWER.encode(&frozen),
            "{name}: written differently"
        );
        let (read, findings) = Change::decode(&frozen).unwrap();
        assert!(findings.is_empty(), "{name}: {findings:?}");
        assert_eq!(read, change, "{name}: read differently");
    }
}

/// Written before bound accounts knew whose they are: read, and nobody's twin.
#[test]
fn a_bound_account_without_a_person_is_read() {
    let bytes = include_str!("../vectors/bound-account-before-person.hex");
    let (change, findings) = Change::decode(&HEXLOWER.decode(bytes.trim().as_bytes()).unwrap()).unwrap();
    assert!(findings.is_empty());
    let mut vault = regain_vault::Vault::new();
    vault.merge(&change);
    let account = bound::list(&vault).remove(0).unwrap();
    assert_eq!((account.person.as_str(), account.portal.as_str()), ("", "https://portal.example"));
    assert!(account.twins.is_empty());
}

#[test]
fn the_checkpoint_is_the_sum_of_the_changes() {
    let mut story = story();
    let (_, checkpoint) = story.pop().unwrap();
    let mut sum = Change::new();
    for (_, change) in story {
        sum.join(change);
    }
    assert_eq!(sum, checkpoint);
}

/// Bytes that must be refused, or kept unread.
#[test]
fn what_is_not_a_change_is_refused() {
    use regain_vault::DecodeError::{Malformed, Newer, NotAChange};
    let head = "827072656761696e206368616e6765207631";
    let cases: &[(&str, String, Result<usize, regain_vault::DecodeError>)] = &[
        ("empty", String::new(), Err(NotAChange)),
        ("empty change", format!("{head}80"), Ok(0)),
        ("version 2", "827072656761696e206368616e676520763280".into(), Err(Newer)),
        ("no list", head.into(), Err(Malformed)),
        ("indefinite list", format!("{head}9fff"), Err(Malformed)),
        ("trailing byte", format!("{head}8000"), Err(Malformed)),
        ("record cut off", format!("{head}8145a1"), Err(Malformed)),
        ("record not wrapped", format!("{head}81a0"), Err(Malformed)),
        ("record of nothing", format!("{head}8140"), Ok(1)),
        ("record that is a number", format!("{head}814107"), Ok(1)),
    ];
    for (name, hex, expected) in cases {
        let bytes = HEXLOWER.decode(hex.as_bytes()).unwrap();
        let result = Change::decode(&bytes);
        assert_eq!(
            &result.as_ref().map(|(_, findings)| findings.len()).map_err(|error| *error),
            expected,
            "{name}"
        );
        if let Ok((change, _)) = result {
            assert_eq!(*change.encode(), bytes, "{name}: goes round unchanged");
        }
    }
}
