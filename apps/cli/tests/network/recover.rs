//! Onto a device that holds something: nothing changes before the answer.

use crate::harness::{Home, Service};

#[test]
fn a_home_with_accounts_is_refused_unchanged_and_merged_only_when_asked() {
    let service = Service::start();
    let first = Home::new("Laptop");
    first.add(&["a", "b"]);
    first.backup_on(&service.url, "brave-otter-42");
    let second = Home::new("Phone");
    second.add(&["b", "own"]);
    let before = second.store_bytes();
    let passphrase = second.file("passphrase");
    let recover = [
        "recover",
        "--service",
        &service.url,
        "--account",
        "brave-otter-42",
        "--passphrase-file",
        &passphrase,
    ];
    assert_eq!(second.refused(5, &recover), "has-accounts");
    let preview = second.json(&[&recover[..], &["--merge", "--preview"]].concat());
    assert_eq!(preview["restored"], false);
    assert_eq!(preview["merge"]["added"].as_array().unwrap().len(), 2);
    assert_eq!(preview["merge"]["identical"], 2);
    assert_eq!(preview["merge"]["likely_duplicates"].as_array().unwrap().len(), 1);
    let unanswered = second.run(&[&recover[..], &["--merge"]].concat());
    assert_eq!(unanswered.code, 5, "{}", unanswered.err);
    assert!(unanswered.out.contains("would be added"), "{}", unanswered.out);
    assert_eq!(second.store_bytes(), before);

    let merged = second.json(&[&recover[..], &["--merge"]].concat());
    assert_eq!(merged["accounts"], 4);
    assert_eq!(second.labels(), ["a", "b", "b", "own"]);
    assert_eq!(first.labels(), ["a", "b", "b", "own"]);
    assert_eq!(second.refused(5, &[&recover[..], &["--merge"]].concat()), "already-member");
    assert_eq!(second.refused(5, &["backup", "on", "--service", &service.url]), "already-on");
}

#[test]
fn a_kit_restores_alone_and_its_identity_needs_no_store() {
    let service = Service::start();
    let first = Home::new("Laptop");
    first.add(&["a"]);
    let on = first.backup_on(&service.url, "brave-otter-42");
    let third = Home::empty();
    let words = on["kit"].as_str().unwrap().to_uppercase();
    let numbered: Vec<String> = (1..).zip(words.split(' ')).map(|(n, word)| format!("{n}. {word}")).collect();
    let kit = third.keep("kit", &numbered.join("\n"));
    let identity = third.json(&["kit", "identity", "--kit-file", &kit]);
    assert!(identity["identity"].as_str().unwrap().starts_with("AGE-SECRET-KEY-1"));
    third.json(&["recover", "--service", &service.url, "--account", "brave-otter-42", "--kit-file", &kit]);
    assert_eq!(third.labels(), ["a"]);
    let verified = third.json(&["kit", "verify", "--kit-file", &kit]);
    assert_eq!(
        (verified["verified"].as_bool(), verified["accounts_backed_up"].as_u64()),
        (Some(true), Some(1))
    );
    // The scanned card knows where it belongs.
    let fourth = Home::empty();
    let card = fourth.keep("card", verified["card"].as_str().unwrap());
    assert_eq!(fourth.json(&["recover", "--kit-file", &card])["accounts"], 1);
}
