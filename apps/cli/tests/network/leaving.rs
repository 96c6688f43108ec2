//! Off, deleted, and the service gone.

use crate::harness::{Home, Service};

#[test]
fn a_device_leaves_and_keeps_its_accounts_also_with_the_service_gone() {
    let mut service = Service::start();
    let first = Home::new("Laptop");
    first.add(&["a"]);
    first.backup_on(&service.url, "brave-otter-42");
    let second = Home::recover(&service.url, "brave-otter-42", "Phone");
    let off = second.json(&["backup", "off"]);
    assert_eq!((off["service_told"].as_bool(), off["accounts"].as_u64()), (Some(true), Some(1)));
    assert_eq!(second.labels(), ["a"]);
    assert_eq!(first.json(&["devices"]).as_array().unwrap().len(), 1);

    service.stop();
    first.add(&["offline"]);
    let status = first.json(&["backup", "status"]);
    assert_eq!((status["online"].as_bool(), status["accounts_backed_up"].as_u64()), (Some(false), Some(1)));
    assert_eq!(first.refused(4, &["sync"]), "unreachable");
    let _empty = service.replaced();
    assert_eq!(first.refused(5, &["sync"]), "not-known-there");
    let off = first.json(&["backup", "off"]);
    assert_eq!(off["service_told"], false);
    assert_eq!(first.labels(), ["a", "offline"]);
}

#[test]
fn a_backup_is_deleted_with_a_secret_and_the_accounts_stay() {
    let service = Service::start();
    let home = Home::new("Laptop");
    home.add(&["a"]);
    home.backup_on(&service.url, "brave-otter-42");
    let alerts = home.json(&["backup", "alerts", "add", "me@example.org"]);
    assert_eq!(alerts["added"], true);
    assert_eq!(home.json(&["backup", "alerts"])[0]["confirmed"], false);
    let second = Home::recover(&service.url, "brave-otter-42", "Phone");
    let deleted = home.json(&["backup", "delete", "--passphrase-file", &home.file("passphrase")]);
    assert_eq!((deleted["deleted"].as_bool(), deleted["accounts"].as_u64()), (Some(true), Some(1)));
    assert_eq!(second.refused(5, &["sync"]), "already-closed");
    assert_eq!(second.labels(), ["a"]);
    home.backup_on(&service.url, "calm-heron-17");
    assert_eq!(home.json(&["backup", "status"])["accounts_backed_up"], 1);
}
