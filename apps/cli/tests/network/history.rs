//! An account deleted by mistake, and an earlier state.

use crate::harness::{Home, Service};

#[test]
fn a_deleted_account_comes_back_from_the_trash_and_from_history() {
    let service = Service::start();
    let home = Home::new("Laptop");
    home.add(&["a", "b"]);
    let on = home.backup_on(&service.url, "brave-otter-42");
    let number = on["head"].as_u64().unwrap().to_string();
    home.ok(&["remove", "Example:a", "--yes"]);
    home.ok(&["trash", "restore", "(a)"]);
    assert_eq!(home.labels(), ["a", "b"]);

    home.ok(&["remove", "Example:a", "--yes"]);
    home.ok(&["edit", "Example:b", "--note", "changed since"]);
    let states = home.json(&["history"]);
    assert!(states[0]["number"].is_u64() && states[0]["by"] == "Laptop", "{states}");
    let shown = home.json(&["history", "show", &number]);
    assert_eq!(shown["differences"].as_array().unwrap().len(), 2, "{shown}");
    let unanswered = home.run(&["history", "restore", &number]);
    assert_eq!(unanswered.code, 5);
    assert!(unanswered.out.contains("comes back"), "{}", unanswered.out);
    assert_eq!(home.labels(), ["b"]);
    home.json(&["history", "restore", &number]);
    assert_eq!(home.labels(), ["a", "b"]);
    assert_eq!(home.refused(8, &["history", "show", "2001-01-01"]), "no-such-state");
}
