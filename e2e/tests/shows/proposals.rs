//! A forgotten passphrase. Every new one is tried by OPAQUE: it opens, and the one before does not.

use regain_e2e::HOUR;
use regain_e2e::device::Device;
use regain_e2e::service::Service;
use regain_log::PROPOSAL_WAIT_MS;
use regain_sync::replica::Intent;

#[test]
fn a_forgotten_passphrase_is_replaced_in_four_ways() {
    let service = Service::start();
    let mut phone = Device::new(&service, "Phone");
    let founded = phone.found("brave-otter-42");
    let account = &founded.account;
    phone.add("Bank", "anna@example.org");
    phone.sync().unwrap();
    let mut laptop = Device::new(&service, "Laptop");
    laptop.recover(&founded).unwrap();
    phone.sync().unwrap();
    let mut elsewhere = Device::new(&service, "Elsewhere");

    // Proposed, and cancelled from the other device: also the 72 hours change nothing.
    let cancelled = phone.new_passphrase(None, account);
    phone.sync().unwrap();
    laptop.sync().unwrap();
    assert!(!elsewhere.opens(account, &cancelled), "staged is not yet set");
    laptop.say(Intent::Cancel(laptop.proposal())).unwrap();
    service.advance(PROPOSAL_WAIT_MS + HOUR);
    phone.sync().unwrap();
    assert!(phone.membership().chain.proposals().next().is_none());
    assert!(!elsewhere.opens(account, &cancelled));
    assert!(elsewhere.opens(account, &founded.passphrase));

    // Proposed, and confirmed by the other device. The one that asked can't agree with itself.
    let confirmed = phone.new_passphrase(None, account);
    phone.sync().unwrap();
    let alone = phone.say(Intent::Confirm(phone.proposal()));
    assert!(!elsewhere.opens(account, &confirmed), "{:?}", alone.map(|report| report.pushed));
    laptop.sync().unwrap();
    laptop.say(Intent::Confirm(laptop.proposal())).unwrap();
    phone.sync().unwrap();
    assert!(elsewhere.opens(account, &confirmed));
    assert!(!elsewhere.opens(account, &founded.passphrase));

    // Proposed, and nobody says anything for 72 hours of the service's clock.
    service.advance(HOUR);
    let waited = phone.new_passphrase(None, account);
    service.advance(PROPOSAL_WAIT_MS - HOUR);
    phone.sync().unwrap();
    assert!(!elsewhere.opens(account, &waited), "an hour too early");
    service.advance(2 * HOUR);
    phone.sync().unwrap();
    assert!(elsewhere.opens(account, &waited));
    assert!(!elsewhere.opens(account, &confirmed));

    // At once with the kit, from anywhere.
    let opened = elsewhere.open_by_kit(&founded).unwrap();
    let at_once = elsewhere.new_passphrase(Some(&opened), account);
    assert!(elsewhere.opens(account, &at_once));
    assert!(!elsewhere.opens(account, &waited));
    for device in [&mut phone, &mut laptop] {
        device.sync().unwrap();
        assert_eq!(device.issuers(), ["Bank"]);
    }
}
