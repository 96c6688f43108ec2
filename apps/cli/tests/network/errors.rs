//! Every message names the cause and the next step, and nothing is lost.

use std::net::TcpListener;

use regain_http::Clock;

use crate::harness::{Home, Service};

#[test]
fn a_wrong_clock_is_said_at_once() {
    let now = Clock::system().now();
    let service = Service::start_with(Clock::steered(now + 600_000).0);
    let home = Home::empty();
    let passphrase = home.file("passphrase");
    let done = home.run(&[
        "recover",
        "--service",
        &service.url,
        "--account",
        "x-y-1",
        "--passphrase-file",
        &passphrase,
    ]);
    assert_eq!(done.code, 3, "{}", done.err);
    assert!(done.err.contains("minutes behind the service's"), "{}", done.err);
}

#[test]
fn wrong_secrets_taken_names_and_strange_services() {
    let service = Service::start();
    let first = Home::new("Laptop");
    first.add(&["a"]);
    first.backup_on(&service.url, "brave-otter-42");

    let other = Home::empty();
    let wrong = other.keep("wrong", "wrong maple orbit thunder Zeppelin");
    let recover = |account: &str, way: &[&str]| {
        other.run(&[&["recover", "--service", &service.url, "--account", account], way].concat())
    };
    let known = recover("brave-otter-42", &["--passphrase-file", &wrong]);
    let unknown = recover("no-such-account", &["--passphrase-file", &wrong]);
    assert_eq!((known.code, unknown.code), (3, 3));
    assert_eq!(known.err, unknown.err);
    let mut words: Vec<String> =
        std::fs::read_to_string(first.path("kit")).unwrap().split(' ').map(str::to_owned).collect();
    words[4] = "zzebra".to_owned();
    let kit = other.keep("kit", &words.join(" "));
    let misspelt = recover("brave-otter-42", &["--kit-file", &kit]);
    assert_eq!(misspelt.code, 3);
    assert!(misspelt.err.contains("word 5") && misspelt.err.contains("zebra"), "{}", misspelt.err);
    assert!(!other.path("home").exists());

    let second = Home::new("Tablet");
    let on = ["backup", "on", "--service", &service.url, "--account", "brave-otter-42"];
    assert_eq!(second.refused(5, &on), "account-taken");
    assert_eq!(second.json(&["backup", "status"])["cloud_backup"], false);
    assert_eq!(
        second.refused(2, &["backup", "on", "--service", "http://backup.example.org"]),
        "service-address"
    );
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let gone = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    assert_eq!(second.refused(4, &["backup", "on", "--service", &gone]), "unreachable");
    assert_eq!(second.refused(5, &["sync"]), "no-backup");
}
