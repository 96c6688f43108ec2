//! A store that is damaged anywhere is said to be, and the generation before brings it back.

use super::home::Home;
use regain_cli::store::{FILE, Store};
use regain_cli::{Exit, error::Failure};

fn flipped(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[at] ^= 0x40;
    bytes
}

fn assert_helpful(failure: &Failure, at: usize) {
    assert!(matches!(failure.exit, Exit::Store | Exit::Secret), "byte {at}: {failure}");
    let next = failure.next.as_deref().unwrap_or_default();
    assert!(next.contains("regain recover") || next.contains("regain doctor"), "byte {at}: {failure}");
}

#[test]
fn every_damaged_byte_is_noticed_and_never_looks_like_an_empty_app() {
    let home = Home::new();
    home.run(["add", "otpauth://totp/A:a?secret=JBSWY3DPEHPK3PXP"]).ok();
    let context = home.context();
    let store = Store::unlock(&context).expect("it opens");
    let path = home.path().join(FILE);
    let good = std::fs::read(&path).expect("it is there");
    let mut tried = 0;
    // Everything but the salt and the wrapped key, which need a stretching each: below.
    for at in (0..15).chain((103..good.len()).step_by((good.len() / 60).max(1))) {
        std::fs::write(&path, flipped(&good, at)).expect("it is ours");
        let failure = match Store::kind(&home.path()) {
            Err(failure) => failure,
            Ok(_) => store.read().err().unwrap_or_else(|| panic!("byte {at} was not noticed")),
        };
        if at >= 103 {
            assert!(failure.message.contains("the passphrase is right, but"), "{failure}");
        }
        if at != 13 && at != 14 {
            assert_helpful(&failure, at);
        }
        tried += 1;
    }
    assert!(tried >= 50, "{tried}");
    for length in [0, 1, 50, 102, 103, 110, 119, 130, good.len() - 1] {
        std::fs::write(&path, &good[..length]).expect("it is ours");
        let failure = match Store::kind(&home.path()) {
            Err(failure) => failure,
            Ok(_) => store.read().err().unwrap_or_else(|| panic!("{length} bytes were not noticed")),
        };
        assert_helpful(&failure, length);
    }
}

#[test]
fn the_binary_names_the_way_back_and_the_way_back_works() {
    let home = Home::new();
    home.run(["add", "otpauth://totp/A:a?secret=JBSWY3DPEHPK3PXP"]).ok();
    home.run(["add", "otpauth://totp/B:b?secret=JBSWY3DPEHPK3PXA"]).ok();
    home.run(["doctor", "--use-previous", "--yes"]).fails(5, &["the store opens, so nothing was changed"]);
    let path = home.path().join(FILE);
    let good = std::fs::read(&path).expect("it is there");
    for at in [5, 20, 60] {
        std::fs::write(&path, flipped(&good, at)).expect("it is ours");
        home.run(["list"]).fails(6, &["damaged in its first 103 bytes"]);
    }
    std::fs::write(&path, flipped(&good, good.len() - 3)).expect("it is ours");
    home.run(["list"])
        .fails(6, &["the passphrase is right, but", "is damaged", "regain doctor --use-previous"]);
    home.run(["doctor", "--offline"]).fails(1, &["found something wrong"]);
    home.run(["doctor", "--use-previous"]).fails(5, &["--yes"]);
    let back = home.run(["doctor", "--use-previous", "--yes", "--json"]).ok().json();
    assert_eq!(back["accounts"], 1);
    let kept = back["damaged_file"].as_str().expect("a path");
    assert_eq!(std::fs::read(kept).expect("the damaged file is kept"), flipped(&good, good.len() - 3));
    assert_eq!(home.run(["list", "--json"]).ok().json()[0]["issuer"], "A");

    std::fs::remove_file(&path).expect("it is ours");
    home.run(["list"]).fails(6, &["is missing, but the state before the last change is there"]);
    home.run(["init"]).fails(5, &["holds a store already"]);
}
