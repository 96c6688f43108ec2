//! Database, logs, and the memory of the server as a process, after all that a person does with the real programs: creating, signing in by
//! passphrase, by kit and by device, replacing the passphrase, removing a device.

use std::process::Command;

use regain_e2e::canary::Canaries;

use crate::home::{Home, House, LOCK, PASSPHRASE};

const PLANTED: &str = "planted-canary-account";
const SECRET: &str = "MNQW4YLSPFBWC3TBOJ4UGYLOMFZHSQ3B";
const NEW: &str = "glacier teapot Wagner vanilla nineteen";

#[test]
fn the_servers_memory_holds_nothing_that_can_be_read() {
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
    canaries.add("planted", PLANTED.as_bytes());

    let memory = canaries.found_in_process(house.server.id()).unwrap();
    assert!(memory.bytes > 1 << 20, "{memory:?}");
    assert_only_planted(&memory.found);
    core_image(house.server.id(), &canaries);

    house.server.kill();
    let mut files = 0;
    assert_only_planted(&canaries.found_in_folder(house.folder(), &mut files));
    assert!(files >= 4, "database, its log, secrets and log lines: {files} files");
}

/// The account's name is what the server does know: a search that does not find it finds nothing at all.
#[track_caller]
fn assert_only_planted(found: &[String]) {
    assert!(!found.is_empty(), "the search finds nothing at all");
    let others: Vec<_> = found.iter().filter(|name| !name.contains("planted (")).collect();
    assert!(others.is_empty(), "{others:?}");
}

/// The same in a core image, as an operator would take one, where `gcore` (Debian's gdb) is installed.
fn core_image(process: u32, canaries: &Canaries) {
    let folder = tempfile::TempDir::new().unwrap();
    let mut gcore = Command::new("gcore");
    gcore.arg("-o").arg(folder.path().join("core")).arg(process.to_string());
    if gcore.output().is_ok_and(|output| output.status.success()) {
        assert_only_planted(&canaries.found_in_folder(folder.path(), &mut 0));
    }
}
