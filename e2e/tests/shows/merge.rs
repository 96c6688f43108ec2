//! A recovery onto a device that has accounts.

use crate::home::{Home, House, uri};

#[test]
fn a_home_with_accounts_keeps_them() {
    let house = House::start();
    let url = house.server.url();
    let first = Home::new("Laptop");
    first.ok(&["add", &uri("Bank"), &uri("Mail")]);
    first.backup_on(&url, "brave-otter-42");
    let second = Home::new("Phone");
    second.ok(&["add", &uri("Own")]);

    let before = second.store();
    let passphrase = second.file("passphrase");
    let place = ["--service", &url, "--account", "brave-otter-42", "--passphrase-file", &passphrase];
    let recover = [&["recover"], &place[..]].concat();
    assert_eq!(second.refused(5, &recover), "has-accounts", "`--yes` does not turn this into a yes");
    assert_eq!(second.store(), before);
    let merge = [&recover[..], &["--merge"]].concat();
    let asked = second.run(&merge);
    assert_eq!(asked.code, 5, "nobody answered: {}", asked.err);
    assert!(asked.out.contains("2 accounts, last backup"), "{}", asked.out);
    assert!(asked.out.contains("would be added"), "{}", asked.out);
    assert_eq!(second.store(), before);

    second.json(&merge);
    assert_eq!(second.issuers(), ["Bank", "Mail", "Own"]);
    first.ok(&["sync"]);
    assert_eq!(first.issuers(), ["Bank", "Mail", "Own"]);
}
