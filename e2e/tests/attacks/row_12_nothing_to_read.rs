//! Row 12: sizes or names tell what is inside. Rule: padding; and a search for canaries over database, log, outbox, traffic and the
//! memory of the server as a process.
//!
//! The search must bite: the account's name, which the server does know, is planted and found everywhere.
//! Session tokens travel and pass through memory; they must not be kept, so they are looked for in files only.

use regain_e2e::canary::Canaries;
use regain_e2e::child::Server;
use regain_e2e::device::Device;
use regain_e2e::mutator::entries_of;
use regain_e2e::service::Service;
use regain_http::Clock;
use regain_log::{Entry, Kind};
use regain_sync::flow::alerts;
use regain_vault::account;

use crate::common::pulled;

const PLANTED: &str = "planted-canary-account";

#[test]
fn the_service_keeps_nothing_that_can_be_read() {
    let folder = tempfile::TempDir::new().unwrap();
    let (data, log) = (folder.path().join("data"), folder.path().join("server.log"));
    let server = Server::start(&data, &log);
    let mut phone = Device::at(server.http(), Clock::system(), "Canary phone of Anna");
    let founded = phone.found(PLANTED);
    let secret = phone.add("CanaryIssuer", "canary-label@example.org");
    phone.sync().unwrap();
    let mail = alerts::change(&phone.replica, "anna@example.org", true).unwrap();
    assert!(phone.send(mail).is_success());
    let mut laptop = Device::at(server.http(), Clock::system(), "Canary laptop");
    laptop.recover(&founded).unwrap();
    let access = laptop.access_by_passphrase(&founded.account, &founded.passphrase).unwrap();
    phone.sync().unwrap();

    let mut canaries = Canaries::default();
    canaries.add("the code secret", &secret);
    canaries.add("an issuer", b"CanaryIssuer");
    canaries.add("a label", b"canary-label@example.org");
    canaries.add("a device's name", b"Canary phone of Anna");
    canaries.add("the passphrase", founded.passphrase.expose_text().as_bytes());
    canaries.add("the kit's words", founded.kit.expose_words().as_bytes());
    canaries.add("the kit", founded.kit.expose_bytes());
    canaries.add("the device's keys", phone.membership().secret.expose_bytes().as_slice());
    canaries.add("the epoch's key", phone.membership().keys.of(1).unwrap().expose_bytes());
    let mut tokens = Canaries::default();
    tokens.add("a device's session", phone.membership().token.as_ref().unwrap().as_bytes());
    tokens.add("a slot's session", access.token().as_bytes());
    let mut planted = Canaries::default();
    planted.add("planted", PLANTED.as_bytes());

    // Database, its log of changes, mails on their way, log lines.
    let mut files = 0;
    assert_eq!(canaries.found_in_folder(folder.path(), &mut files), Vec::<String>::new());
    assert_eq!(tokens.found_in_folder(folder.path(), &mut 0), Vec::<String>::new());
    assert!(!planted.found_in_folder(folder.path(), &mut 0).is_empty(), "the search finds nothing at all");
    assert!(files >= 4, "database, its log, secrets and log lines: {files} files");

    // Traffic: what the server sent and received, TLS aside.
    let tape = phone.wire.tape.iter().chain(&laptop.wire.tape);
    let traffic: Vec<u8> = tape.flat_map(|one| [one.sent.as_slice(), &one.received].concat()).collect();
    assert_eq!(canaries.found_in(&traffic), Vec::<&str>::new());
    assert!(!planted.found_in(&traffic).is_empty());

    // Memory of the process, as root or the same user may read it.
    match canaries.found_in_process(server.id()) {
        Ok(memory) => {
            assert!(memory.bytes > 1 << 20, "{memory:?}");
            assert_eq!(memory.found, Vec::<String>::new());
            assert!(
                !planted.found_in_process(server.id()).unwrap().found.is_empty(),
                "nothing is found at all"
            );
        }
        Err(error) => say(&format!("memory of the server was not searched: {error}")),
    }
}

#[expect(clippy::print_stderr, reason = "a part that was left out says so")]
fn say(text: &str) {
    eprintln!("{text}");
}

/// Lengths of the bodies that carry records, after the first checkpoint.
fn lengths(entries: &[Entry]) -> Vec<u32> {
    entries
        .iter()
        .map(Entry::header)
        .filter(|header| header.kind == Kind::Change)
        .map(|header| header.body_len)
        .collect()
}

#[test]
fn sizes_are_padded() {
    let service = Service::start();
    let mut phone = Device::new(&service, "Phone");
    phone.found("brave-otter-42");
    phone.sync().unwrap();
    let known = phone.membership().chain.head().number;
    let mut unpadded = Vec::new();
    for label in ["a", "ab@example.org", "anna.catharina@mail.example.org"] {
        phone.add("X", label);
        unpadded.push(phone.membership().outbox.joined().0.encode().len());
        phone.sync().unwrap();
    }
    let entries = entries_of(&pulled(&mut phone, known));
    let [one, two, three] = lengths(&entries)[..] else { panic!("three changes") };
    assert!(one == two && two == three, "one account looks like another: {one}, {two}, {three}");
    assert!(one.saturating_sub(40).is_power_of_two(), "{one}");
    // Without padding every length would tell a name's.
    assert!(unpadded[0] < unpadded[1] && unpadded[1] < unpadded[2], "{unpadded:?}");
    assert_eq!(account::count(&phone.replica.vault), 3);
}
