//! An encrypted export opens with the stock `age` by the identity that the kit's words give.

use std::process::Command;

use serde_json::Value;

use crate::home::{Home, House, text, uri};

#[test]
fn the_kit_opens_an_export_without_regain() {
    let house = House::start();
    let home = Home::new("Laptop");
    home.ok(&["add", &uri("Bank"), &uri("Mail")]);
    home.backup_on(&house.server.url(), "brave-otter-42");
    let (export, armored) = (home.file("all.age"), home.file("all.txt"));
    home.ok(&["export", "--format", "age", &export]);
    home.ok(&["export", "--format", "age", "--armor", &armored]);
    // Elsewhere, with nothing but the words.
    let elsewhere = Home::empty();
    let kit = elsewhere.keep("kit", &std::fs::read_to_string(home.path("kit")).unwrap());
    let identity = elsewhere.ok(&["kit", "identity", "--kit-file", &kit]).out;
    let identity = elsewhere.keep("identity", &identity);
    for file in [&export, &armored] {
        let opened = Command::new("age").args(["-d", "-i", &identity, file]).output().unwrap();
        assert!(opened.status.success(), "{}", String::from_utf8_lossy(&opened.stderr));
        let document: Value = serde_json::from_slice(&opened.stdout).unwrap();
        let accounts = document["accounts"].as_array().unwrap();
        let mut issuers: Vec<String> = accounts.iter().map(|one| text(&one["issuer"])).collect();
        issuers.sort();
        assert_eq!(issuers, ["Bank", "Mail"]);
        assert!(accounts.iter().all(|one| one["secret"] == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
    }
    // Another kit's words do not.
    let other = elsewhere.keep("other", &wrong_identity());
    let refused = Command::new("age").args(["-d", "-i", &other, &export]).output().unwrap();
    assert!(!refused.status.success());
}

/// Of a kit that nobody has written down.
fn wrong_identity() -> String {
    regain_seal::RecoveryKit::make(&mut rand_core::OsRng).age_identity().expose_line().to_string()
}
