//! The cast of every row: a service, its owner's devices, and what they say.

use regain_e2e::attacker::{answer_of, head_at};
use regain_e2e::device::{Device, Founded};
use regain_e2e::mutator::{Answers, Instead, Mutator, is_pull, is_restore, with_entries};
use regain_e2e::service::Service;
use regain_log::{Entry, Head};
use regain_protocol::path;
use regain_sync::{Finding, Request, Response, SyncError};

/// A service, an account on it, and its first device with two accounts uploaded.
pub fn household() -> (Service, Device, Founded) {
    let service = Service::start();
    let mut phone = Device::new(&service, "Phone");
    let founded = phone.found("brave-otter-42");
    phone.add("Bank", "anna@example.org");
    phone.add("Mail", "anna@example.org");
    phone.sync().unwrap();
    (service, phone, founded)
}

/// A second device, joined by the kit and in step.
pub fn second(service: &Service, founded: &Founded, name: &str) -> Device {
    let mut device = Device::new(service, name);
    device.recover(founded).unwrap();
    device
}

/// A device met a finding: it says so in these words, and has lost nothing.
#[track_caller]
pub fn assert_found(device: &mut Device, finding: &Finding, words: &str) {
    let before = device.codes();
    assert_eq!(device.finding(), *finding);
    assert_eq!(finding.to_string(), words);
    assert_eq!(device.codes(), before, "a finding takes nothing away");
    let kept = device.membership().finding.clone();
    assert_eq!(kept, Some((finding.code().to_owned(), words.to_owned())), "shown until it is over");
}

/// The service behaves again: the device goes on, and has forgotten the finding.
#[track_caller]
pub fn assert_heals(device: &mut Device) {
    device.heal();
    device.sync().unwrap();
    assert_eq!(device.membership().finding, None);
}

/// What a flow of a restore was stopped by.
#[track_caller]
pub fn refused<T>(result: Result<T, SyncError>) -> SyncError {
    result.err().expect("the attack was not noticed")
}

/// What the service hands out after a number, as an honest answer.
pub fn pulled(device: &mut Device, after: u64) -> Response {
    let membership = device.membership();
    let path = path::of_backup(path::ENTRIES, membership.backup());
    let token = membership.token.clone().unwrap();
    device.send(Request::get(format!("{path}?after={after}&limit=500")).with_token(&token))
}

/// Answers every pull with these raw entries, and the head they lead to.
pub fn serves(raw: Vec<Vec<u8>>, head: Head) -> impl Mutator {
    Instead(move |request: &mut Request| is_pull(request).then(|| answer_of(&raw, head)))
}

/// Answers every pull with these entries.
pub fn serves_entries(entries: &[Entry]) -> impl Mutator + use<> {
    let head = head_at(entries.last().unwrap());
    serves(entries.iter().map(Entry::to_bytes).collect(), head)
}

/// Answers every restore with these entries, and the head they lead to.
pub fn restores(entries: Vec<Entry>) -> impl Mutator {
    Answers(
        move |request: &Request, response| {
            if is_restore(request) { with_entries(response, &entries) } else { response }
        },
    )
}

/// The words for a refused entry.
pub fn chain_words(number: u64, why: &str) -> String {
    format!("the service handed out an entry that does not belong there: entry {number} was refused: {why}")
}
