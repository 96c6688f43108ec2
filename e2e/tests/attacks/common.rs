//! The cast of every row: a service, its owner's devices, and what they say.

use regain_e2e::device::{Device, Founded};
use regain_e2e::service::Service;
use regain_sync::{Finding, SyncError};

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
