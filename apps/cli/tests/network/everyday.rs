//! Switched on, restored on a second device, and both in use.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::harness::{Home, PASSPHRASE, Service, accounts, uri};

fn codes(list: &Value) -> Vec<(String, String)> {
    let mut codes: Vec<_> = accounts(list)
        .iter()
        .map(|a| (a["id"].as_str().unwrap().to_owned(), a["code"].as_str().unwrap().to_owned()))
        .collect();
    codes.sort();
    codes
}

#[test]
fn a_backup_is_read_back_and_restores_the_same_codes_elsewhere() {
    let service = Service::start();
    let first = Home::empty();
    first.ok(&["init", "--device-name", "Laptop"]);
    let uris = [uri("a"), uri("b"), uri("c")];
    first.ok(&["add", &uris[0], &uris[1], &uris[2]]);
    let passphrase = first.file("passphrase");
    let on = ["backup", "on", "--service", &service.url, "--account", "Brave-Otter-42"];
    let on = first.json(&[&on[..], &["--passphrase-file", &passphrase]].concat());
    assert_eq!((on["accounts"].as_u64(), on["accounts_backed_up"].as_u64()), (Some(3), Some(3)));
    assert_eq!(on["kit"].as_str().unwrap().split(' ').count(), 12);
    assert_eq!((on["protected"].as_bool(), on["passphrase"].as_str()), (Some(true), None));
    assert_eq!(on["recovery_account"], "brave-otter-42");

    let status = first.json(&["backup", "status"]);
    assert_eq!((status["accounts_backed_up"].as_u64(), status["protected"].as_bool()), (Some(3), Some(true)));
    assert_eq!(status["words"].as_str().unwrap().split(' ').count(), 6);
    assert_eq!(status["devices"][0]["name"], "Laptop");
    assert!(status["last_backup"].is_string() && status["head"].is_u64() && status["service"].is_string());
    let offline = first.json(&["backup", "status", "--offline"]);
    assert_eq!((&offline["words"], &offline["online"]), (&status["words"], &Value::Bool(false)));

    let second = Home::empty();
    let passphrase = second.file("passphrase");
    let text = second.ok(&[
        "recover",
        "--service",
        &service.url,
        "--account",
        "brave-otter-42",
        "--passphrase-file",
        &passphrase,
        "--device-name",
        "Phone",
        "--yes",
    ]);
    assert!(text.out.contains("3 accounts, last backup") && text.out.contains("by Laptop"), "{}", text.out);
    let (mine, theirs) = (first.json(&["list", "--codes"]), second.json(&["list", "--codes"]));
    if codes(&mine) != codes(&theirs) {
        // A step of 30 seconds may have begun between the two.
        assert_eq!(codes(&first.json(&["list", "--codes"])), codes(&second.json(&["list", "--codes"])));
    }

    // Both edit offline, both edits survive.
    first.ok(&["edit", "Example:a", "--note", "from the laptop", "--offline"]);
    second.ok(&["edit", "Example:b", "--note", "from the phone", "--offline"]);
    first.ok(&["sync"]);
    second.ok(&["sync"]);
    let here = first.json(&["list"]);
    let note = |label: &str| {
        accounts(&here).iter().find(|a| a["label"] == label).map(|a| a["note"].as_str().unwrap().to_owned())
    };
    assert_eq!(note("a").as_deref(), Some("from the laptop"));
    assert_eq!(note("b").as_deref(), Some("from the phone"));

    let (mine, theirs) = (first.json(&["backup", "status"]), second.json(&["backup", "status"]));
    assert_eq!((&mine["head"], &mine["words"]), (&theirs["head"], &theirs["words"]));
    let at = first.json(&["backup", "status", "--words-at", "1"]);
    assert_eq!(at["head"], 1);
    assert_ne!(at["words"], mine["words"]);
    assert_eq!(first.refused(8, &["backup", "status", "--words-at", "9999"]), "no-such-entry");
    let verified = second.json(&["backup", "verify", "--passphrase-file", &passphrase]);
    assert_eq!(
        (verified["accounts_backed_up"].as_u64(), verified["by_passphrase"].as_bool()),
        (Some(3), Some(true))
    );
}

#[test]
fn a_sync_that_would_empty_a_device_asks_first() {
    let service = Service::start();
    let first = Home::new("Laptop");
    first.add(&["a", "b", "c", "d"]);
    first.backup_on(&service.url, "brave-otter-42");
    let second = Home::recover(&service.url, "brave-otter-42", "Phone");
    first.ok(&["remove", "Example", "--all", "--yes"]);
    assert_eq!(second.refused(5, &["sync"]), "needs-consent");
    assert_eq!(second.labels().len(), 4);
    assert!(second.json(&["sync", "--accept-removals"])["changed"].as_u64() >= Some(4));
    assert_eq!(second.labels(), Vec::<String>::new());
}

#[test]
fn a_watching_device_has_a_change_within_a_second_and_generated_words_open_the_backup() {
    let service = Service::start();
    let first = Home::new("Laptop");
    first.add(&["a"]);
    let on = first.json(&["backup", "on", "--service", &service.url]);
    let words = on["passphrase"].as_str().unwrap().to_owned();
    assert_eq!(words.split(' ').count(), 6);
    let account = on["recovery_account"].as_str().unwrap().to_owned();
    let second = Home::empty();
    let passphrase = second.keep("passphrase", &words);
    second.json(&[
        "recover",
        "--service",
        &service.url,
        "--account",
        &account,
        "--passphrase-file",
        &passphrase,
    ]);

    let mut watch = second.command(&["sync", "--watch", "--json"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(watch.stdout.take().unwrap()).lines();
    lines.next().unwrap().unwrap();
    let edit = first.command(&["edit", "Example:a", "--label", "renamed"]).output().unwrap();
    assert!(edit.status.success());
    let start = Instant::now();
    let line: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
    assert!(line["changed"].as_u64() >= Some(1), "{line}");
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    watch.kill().unwrap();
    watch.wait().unwrap();
    assert_eq!(second.labels(), ["renamed"]);
    assert!(!String::from_utf8_lossy(&second.store_bytes()).contains(PASSPHRASE));
}
