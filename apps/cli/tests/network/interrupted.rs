//! Switching the backup on is interrupted: before the service has the account, and after.

use crate::harness::{Home, Service};

#[test]
fn before_the_account_is_made_the_next_attempt_begins_anew() {
    let service = Service::start();
    let home = Home::new("Laptop");
    home.add(&["a"]);
    drop(home.begin(&service.url, "brave-otter-42"));
    assert_eq!(home.refused(5, &["sync"]), "unfinished");
    let passphrase = home.file("passphrase");
    let on = ["backup", "on", "--service", &service.url, "--account", "brave-otter-42"];
    let on = home.json(&[&on[..], &["--passphrase-file", &passphrase]].concat());
    assert_eq!((on["accounts_backed_up"].as_u64(), on["protected"].as_bool()), (Some(1), Some(true)));
}

#[test]
fn after_it_is_made_the_next_sync_goes_on_and_nothing_claims_to_be_protected() {
    let service = Service::start();
    let home = Home::new("Laptop");
    home.add(&["a"]);
    let (client, _, request) = home.begin(&service.url, "brave-otter-42");
    assert!(client.send(&request).unwrap().is_success());
    home.ok(&["sync"]);
    let status = home.json(&["backup", "status"]);
    assert_eq!(
        (status["accounts_backed_up"].as_u64(), status["protected"].as_bool()),
        (Some(1), Some(false))
    );
    assert_eq!(home.refused(5, &["backup", "on", "--service", &service.url]), "already-on");
    let verified = home.json(&["backup", "verify", "--passphrase-file", &home.file("passphrase")]);
    assert_eq!(verified["by_passphrase"], true);
}
