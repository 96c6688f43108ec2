//! Database, logs, and the memory of the server as a process, after all that a person does with the real programs: creating, signing in by
//! passphrase, by kit and by device, replacing the passphrase, removing a device.

use std::process::Command;

use regain_e2e::canary::Canaries;

use crate::home::{Home, House, LOCK, PASSPHRASE};

const PLANTED: &str = "planted-canary-account";
const SECRET: &str = "MNQW4YLSPFBWC3TBOJ4UGYLOMFZHSQ3B";
const NEW: &str = "glacier teapot Wagner vanilla nineteen";

#[test]
fn the_server_holds_nothing_that_can_be_read() {
    let mut house = House::start();
    let url = house.server.url();
    let first = Home::new("CanaryLaptop of Anna");
    let address = format!("otpauth://totp/CanaryIssuer:canary-label?secret={SECRET}&issuer=CanaryIssuer");
    first.ok(&["add", &address, "--note", "CanaryNote here", "--tag", "canary-tag"]);
    let on = first.backup_on(&url, PLANTED);
    let second = Home::empty();
    let place = ["--service", &url, "--account", PLANTED, "--passphrase-file", &second.file("passphrase")];
    second.json(&[&["recover", "--device-name", "CanaryPhone of Anna"], &place[..]].concat());
    let new = first.keep("new", NEW);
    let kit = first.file("kit");
    first.json(&["passphrase", "change", "--kit-file", &kit, "--new-passphrase-file", &new]);
    first.json(&["devices", "remove", "CanaryPhone of Anna", "--passphrase-file", &new]);

    let mut canaries = Canaries::default();
    let words = on["kit"].as_str().unwrap();
    let kit = regain_seal::RecoveryKit::from_words(words).ok().unwrap();
    let secret = data_encoding::BASE32.decode(SECRET.as_bytes()).unwrap();
    for (name, canary) in [
        ("the code secret", secret.as_slice()),
        ("an issuer", b"CanaryIssuer"),
        ("a label", b"canary-label"),
        ("a note", b"CanaryNote here"),
        ("a tag", b"canary-tag"),
        ("a device's name", b"CanaryLaptop of Anna"),
        ("the other's", b"CanaryPhone of Anna"),
        ("the passphrase", PASSPHRASE.as_bytes()),
        ("the new one", NEW.as_bytes()),
        ("the lock", LOCK.as_bytes()),
        ("the kit's words", words.as_bytes()),
        ("the kit", kit.expose_bytes()),
    ] {
        canaries.add(name, canary);
    }
    let mut planted = Canaries::default();
    planted.add("planted", PLANTED.as_bytes());

    match canaries.found_in_process(house.server.id()) {
        Ok(memory) => {
            assert!(memory.bytes > 1 << 20, "{memory:?}");
            assert_eq!(memory.found, Vec::<String>::new());
            let planted = planted.found_in_process(house.server.id()).unwrap();
            assert!(!planted.found.is_empty(), "the search finds nothing at all");
        }
        Err(error) => say(&format!("SKIPPED: the memory of the server can't be read: {error}")),
    }
    core_dump(&house, &canaries, &planted);

    house.server.kill();
    let mut files = 0;
    assert_eq!(canaries.found_in_folder(house.folder(), &mut files), Vec::<String>::new());
    assert!(!planted.found_in_folder(house.folder(), &mut 0).is_empty());
    assert!(files >= 4, "database, its log, secrets and log lines: {files} files");
}

/// A core image as an operator would take one, where `gcore` is installed and may look.
fn core_dump(house: &House, canaries: &Canaries, planted: &Canaries) {
    let folder = tempfile::TempDir::new().unwrap();
    let prefix = folder.path().join("core");
    let pid = house.server.id().to_string();
    let dump = Command::new("gcore").arg("-o").arg(&prefix).arg(&pid).output();
    if !dump.is_ok_and(|output| output.status.success()) {
        say("SKIPPED: no core image: gcore (Debian's gdb) is missing or may not look at the server");
        return;
    }
    let mut files = 0;
    assert_eq!(canaries.found_in_folder(folder.path(), &mut files), Vec::<String>::new());
    assert_eq!(files, 1);
    assert!(!planted.found_in_folder(folder.path(), &mut 0).is_empty());
}

#[expect(clippy::print_stderr, reason = "a part that was left out says so")]
fn say(text: &str) {
    eprintln!("{text}");
}
