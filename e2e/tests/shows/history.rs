//! An account deleted by mistake, and a state of an hour ago: written two hours ago by a device of that time, brought back by the program
//! of today.

use regain_e2e::HOUR;
use regain_e2e::device::Device;
use regain_e2e::service::Service;
use regain_http::Clock;

use crate::home::Home;

#[test]
fn the_trash_and_an_hour_ago() {
    let now = Clock::system().now();
    let service = Service::for_programs(now - 2 * HOUR);
    let mut phone = Device::new(&service, "Phone");
    let founded = phone.found("brave-otter-42");
    for issuer in ["Bank", "Mail", "Shop"] {
        phone.add(issuer, "anna");
    }
    phone.sync().unwrap();
    // What happened half an hour ago is no part of an hour ago.
    service.advance(HOUR + HOUR / 2);
    phone.add("Later", "anna");
    phone.sync().unwrap();
    service.advance(Clock::system().now() - service.clock().now());

    let home = Home::empty();
    let kit = home.keep("kit", &founded.kit.expose_words());
    home.json(&["recover", "--service", &service.url(), "--account", "brave-otter-42", "--kit-file", &kit]);
    assert_eq!(home.issuers(), ["Bank", "Later", "Mail", "Shop"]);
    home.ok(&["remove", "Bank", "--yes"]);
    let trash = home.ok(&["trash"]);
    assert!(trash.out.contains("Bank"), "{}", trash.out);
    home.ok(&["trash", "restore", "Bank"]);
    assert_eq!(home.issuers(), ["Bank", "Later", "Mail", "Shop"]);

    home.ok(&["remove", "Bank", "--yes"]);
    home.ok(&["edit", "Mail", "--label", "berta"]);
    // The difference comes first, and without an answer nothing happens.
    let asked = home.run(&["history", "restore", "1h"]);
    assert_eq!(asked.code, 5, "{}", asked.err);
    for line in ["+ Bank (anna) comes back", "- Later (anna) goes to the trash", "label: berta → anna"] {
        assert!(asked.out.contains(line), "{line}: {}", asked.out);
    }
    assert_eq!(home.issuers(), ["Later", "Mail", "Shop"]);
    let back = home.json(&["history", "restore", "1h"]);
    assert_eq!((&back["restored"], back["differences"].as_array().unwrap().len()), (&true.into(), 3));
    assert_eq!(home.issuers(), ["Bank", "Mail", "Shop"]);
    phone.sync().unwrap();
    assert_eq!(phone.issuers(), ["Bank", "Mail", "Shop"]);
}
