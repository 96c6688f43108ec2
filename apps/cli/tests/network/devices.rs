//! A device is lost.

use regain_log::Kind;
use serde_json::Value;

use crate::harness::{Home, Service};

#[test]
fn a_lost_device_is_shut_out_and_what_it_had_is_listed() {
    let service = Service::start();
    let first = Home::new("Laptop");
    first.add(&["a", "b"]);
    first.backup_on(&service.url, "brave-otter-42");
    let lost = Home::recover(&service.url, "brave-otter-42", "Phone");
    lost.ok(&["edit", "Example:a", "--note", "never uploaded", "--offline"]);
    lost.add(&["own"]);

    let devices = first.json(&["devices"]);
    assert_eq!(devices.as_array().unwrap().len(), 2);
    assert!(devices[0]["id"].is_string() && devices[0]["last_seen"].is_string());
    assert_eq!(
        first.refused(8, &["devices", "remove", "Tablet", "--passphrase-file", &first.file("passphrase")]),
        "not-found"
    );
    let removed = first.json(&["devices", "remove", "phone", "--passphrase-file", &first.file("passphrase")]);
    assert_eq!((removed["lost"].as_bool(), removed["exposed"].as_u64()), (Some(true), Some(2)));

    assert_eq!(lost.refused(5, &["sync"]), "removed");
    // An emptied store never looks like an empty app.
    let list = lost.ok(&["list", "--json"]);
    assert_eq!(list.out.trim(), "[]");
    assert!(list.err.contains("was removed from the backup of brave-otter-42"), "{}", list.err);
    assert!(list.err.contains("2 changes were never uploaded"), "{}", list.err);
    // A whole account is taken over; a part of one, whose secret is gone, would be none.
    let kept = lost.json(&["backup", "left-behind", "keep"]);
    assert_eq!(kept["changes"].as_array().unwrap().len(), 1, "{kept}");
    assert_eq!(kept["left"].as_array().unwrap().len(), 1, "{kept}");
    assert_eq!(lost.labels(), ["own"]);
    let status = lost.json(&["backup", "status"]);
    assert_eq!((status["cloud_backup"].as_bool(), status["left_behind"].as_u64()), (Some(false), Some(1)));
    lost.json(&["backup", "left-behind", "drop"]);
    assert_eq!(lost.store().read().unwrap().removed_from, None);

    let exposed = first.json(&["exposed"]);
    assert_eq!(exposed.as_array().unwrap().len(), 2);
    assert_eq!((&exposed[0]["device_name"], &exposed[0]["security_page"]), (&"Phone".into(), &Value::Null));
    assert_eq!(first.json(&["devices", "exposed", "done", "(a)"])["left"], 1);
    // Ticked off by mistake it would never be seen again.
    assert_eq!(first.refused(8, &["exposed", "undo", "(b)"]), "not-found");
    assert_eq!(first.json(&["exposed", "--ticked"])[0]["name"], "Example (a)");
    assert_eq!(first.json(&["exposed", "undo", "(a)"])["left"], 2);
    assert_eq!(first.json(&["exposed", "--ticked"]).as_array().unwrap().len(), 0);
    assert_eq!(first.json(&["exposed", "done", "(a)"])["left"], 1);
    let third = Home::empty();
    let kit = third.keep("kit", &std::fs::read_to_string(first.path("kit")).unwrap());
    third.json(&["recover", "--service", &service.url, "--account", "brave-otter-42", "--kit-file", &kit]);
    assert_eq!(third.labels(), ["a", "b"]);
    assert_eq!(third.json(&["exposed"]).as_array().unwrap().len(), 1);
}

#[test]
fn from_a_borrowed_machine_a_device_is_removed_and_nothing_stays_there() {
    let service = Service::start();
    let first = Home::new("Laptop");
    first.add(&["a"]);
    first.backup_on(&service.url, "brave-otter-42");
    let thief = Home::recover(&service.url, "brave-otter-42", "Phone");
    // A thief's device alone can only ask.
    assert_eq!(thief.refused(2, &["devices", "remove", "Laptop"]), "usage");
    let asked = thief.json(&["devices", "remove", "Laptop", "--propose"]);
    assert_eq!((asked["proposed"].as_bool(), &asked["removed"]), (Some(true), &Value::Null));
    assert_eq!(
        thief.refused(5, &["proposals", "confirm", asked["proposal"].as_str().unwrap()]),
        "not-allowed"
    );

    // Its target refuses: from now on only a secret decides, for the owner's device as well.
    first.json(&["proposals", "cancel", asked["proposal"].as_str().unwrap()]);
    assert_eq!(first.json(&["proposals"])["devices_suspended"], true);
    assert_eq!(thief.refused(5, &["devices", "remove", "Laptop", "--propose"]), "not-allowed");

    let borrowed = Home::empty();
    let kit = borrowed.keep("kit", &std::fs::read_to_string(first.path("kit")).unwrap());
    let place = ["--service", &service.url, "--account", "brave-otter-42", "--kit-file", &kit];
    let devices = borrowed.json(&[&["devices"], &place[..]].concat());
    assert_eq!(devices.as_array().unwrap().len(), 2);
    let removed = borrowed.json(&[&["devices", "remove", "Phone", "--retired"], &place[..]].concat());
    assert_eq!((removed["lost"].as_bool(), removed["exposed"].as_u64()), (Some(false), Some(0)));
    assert!(!borrowed.path("home").exists());
    assert_eq!(thief.refused(5, &["sync"]), "removed");
    assert_eq!(first.labels(), ["a"]);
    assert_eq!(first.json(&["proposals"])["devices_suspended"], false);
}

#[test]
fn what_a_stolen_device_wrote_in_place_of_the_checkpoint_is_named_and_got_past() {
    let service = Service::start();
    let first = Home::new("Laptop");
    first.add(&["a"]);
    first.backup_on(&service.url, "brave-otter-42");
    let thief = Home::recover(&service.url, "brave-otter-42", "Phone");
    let number = thief.vandalise(&service.url, Kind::Checkpoint);
    assert_eq!(first.refused(7, &["sync"]), "sealed");

    let third = Home::empty();
    let passphrase = third.file("passphrase");
    let recover = ["recover", "--service", &service.url, "--account", "brave-otter-42"];
    let recover = [&recover[..], &["--passphrase-file", &passphrase, "--device-name", "Tablet"]].concat();
    let strict = third.run(&[&recover[..], &["--yes"]].concat());
    assert_eq!(strict.code, 7, "{}", strict.err);
    for words in [&format!("entry {number}, written by"), "Phone", "--leave-out-damaged"] {
        assert!(strict.err.contains(words), "{}", strict.err);
    }
    let found = third.json(&[&recover[..], &["--leave-out-damaged", "--preview"]].concat());
    assert_eq!(
        (&found["found"]["accounts"], &found["found"]["left_out"][0]["by"]),
        (&1.into(), &"Phone".into())
    );
    assert_eq!(found["found"]["left_out"][0]["number"], number);

    let removed = first.json(&["devices", "remove", "Phone", "--passphrase-file", &passphrase]);
    assert_eq!(removed["exposed"], 1, "the state under the noise was read");
    first.ok(&["sync"]);
    third.json(&recover);
    assert_eq!((first.labels(), third.labels()), (vec!["a".to_owned()], vec!["a".to_owned()]));
}
