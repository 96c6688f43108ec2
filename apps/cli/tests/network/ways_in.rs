//! Forgotten passphrase, new kit, and what devices alone may ask for.

use crate::harness::{Home, Service};

#[test]
fn a_new_passphrase_is_proposed_cancelled_confirmed_and_set_at_once() {
    let service = Service::start();
    let first = Home::new("Laptop");
    first.add(&["a"]);
    first.backup_on(&service.url, "brave-otter-42");
    let second = Home::recover(&service.url, "brave-otter-42", "Phone");

    let asked = first.json(&["passphrase", "change", "--propose"]);
    let id = asked["proposal"].as_str().unwrap().to_owned();
    let seen = second.json(&["proposals"]);
    assert_eq!(
        (&seen["proposals"][0]["id"], &seen["proposals"][0]["by"]),
        (&asked["proposal"], &"Laptop".into())
    );
    second.json(&["proposals", "cancel", &id]);

    let asked = first.json(&["passphrase", "change", "--propose"]);
    let words = asked["passphrase"].as_str().unwrap().to_owned();
    second.json(&["proposals", "confirm", asked["proposal"].as_str().unwrap()]);
    first.ok(&["sync"]);
    assert_eq!(
        first.refused(3, &["backup", "verify", "--passphrase-file", &first.file("passphrase")]),
        "wrong-secret"
    );
    let new = first.keep("new", &words);
    assert_eq!(first.json(&["backup", "verify", "--passphrase-file", &new])["by_passphrase"], true);

    // At once with the kit; the new one is of one's own.
    let own = first.keep("own", "glacier teapot Wagner vanilla 19");
    let kit = first.file("kit");
    let changed = first.json(&["passphrase", "change", "--kit-file", &kit, "--new-passphrase-file", &own]);
    assert_eq!((changed["changed"].as_bool(), changed["protected"].as_bool()), (Some(true), Some(true)));
    assert!(changed["passphrase"].is_null());
    let weak = first.keep("weak", "passwordpassword1");
    assert_eq!(
        first.refused(5, &["passphrase", "change", "--kit-file", &kit, "--new-passphrase-file", &weak]),
        "weak-passphrase"
    );
}

#[test]
fn a_kit_is_replaced_by_itself_only() {
    let service = Service::start();
    let first = Home::new("Laptop");
    first.add(&["a"]);
    first.backup_on(&service.url, "brave-otter-42");
    let old = first.file("kit");
    let replaced = first.json(&["kit", "replace", "--kit-file", &old]);
    assert_eq!(replaced["protected"], true);
    let new = first.keep("new", replaced["kit"].as_str().unwrap());
    assert_eq!(first.refused(3, &["kit", "verify", "--kit-file", &old]), "other-kit");
    // Once more, from a machine that is no member, with both ways in.
    let borrowed = Home::empty();
    let place = ["--service", &service.url, "--account", "brave-otter-42", "--kit-file", &new];
    let replaced = borrowed.json(&[&["kit", "replace"], &place[..]].concat());
    let new = first.keep("new", replaced["kit"].as_str().unwrap());
    let place = ["--service", &service.url, "--account", "brave-otter-42", "--kit-file", &new];
    let changed = borrowed.json(&[&["passphrase", "change"], &place[..]].concat());
    assert_eq!(changed["passphrase"].as_str().unwrap().split(' ').count(), 6);
    assert!(!borrowed.path("home").exists());
    assert_eq!(first.json(&["kit", "verify", "--kit-file", &new])["verified"], true);
    // Nobody confirmed the new kit: nothing is sent.
    let unanswered = first.run(&["kit", "replace", "--propose"]);
    assert!(unanswered.code == 5 && unanswered.err.contains("old kit stays valid"), "{}", unanswered.err);
    let asked = first.json(&["kit", "replace", "--propose"]);
    assert_eq!((asked["replaced"].as_bool(), asked["proposed"].as_bool()), (Some(false), Some(true)));
    assert_eq!(first.labels(), ["a"]);
}
