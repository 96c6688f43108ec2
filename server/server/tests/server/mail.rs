//! Alert mails over SMTP to a small relay of the test's own, and the links in them.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use regain_backup::BudgetSettings;
use regain_http::{Clock, Random, Steering, token};
use regain_server::config::Flags;
use regain_server::{Config, Running, start_with};
use regain_storage::{Accounts as _, CreateAccountOutcome};
use regain_storage_sqlite::SqliteStorage;
use regain_storage_testkit::story;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::http;

const NOW: u64 = 1_800_000_000_000;

/// What the relay did: took a mail (its recipient and text), or put it off.
#[derive(Debug)]
enum Relayed {
    Taken(String, String),
    PutOff,
}

/// A relay, RFC 5321 as far as a client needs it. Puts the first mails off with 451, as a relay that is greylisting does.
async fn relay(put_off: usize) -> (u16, UnboundedReceiver<Relayed>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (relayed, seen) = unbounded_channel();
    tokio::spawn(async move {
        let mut put_off = put_off;
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            converse(stream, &mut put_off, &relayed).await;
        }
    });
    (port, seen)
}

async fn converse(stream: TcpStream, put_off: &mut usize, relayed: &UnboundedSender<Relayed>) {
    let mut stream = BufReader::new(stream);
    let mut recipient = String::new();
    stream.write_all(b"220 relay\r\n").await.unwrap();
    let mut line = String::new();
    while stream.read_line(&mut line).await.is_ok_and(|read| read > 0) {
        let command = line.trim_end().to_ascii_uppercase();
        let reply = if command.starts_with("EHLO") {
            "250 relay\r\n"
        } else if command.starts_with("RCPT") && *put_off > 0 {
            *put_off -= 1;
            relayed.send(Relayed::PutOff).unwrap();
            "451 come back later\r\n"
        } else if command.starts_with("RCPT") {
            recipient = line.trim_end().split(['<', '>']).nth(1).unwrap().to_owned();
            "250 ok\r\n"
        } else if command == "DATA" {
            stream.write_all(b"354 go on\r\n").await.unwrap();
            let text = text_of_mail(&mut stream).await;
            relayed.send(Relayed::Taken(recipient.clone(), text)).unwrap();
            "250 taken\r\n"
        } else if command == "QUIT" {
            stream.write_all(b"221 bye\r\n").await.unwrap();
            return;
        } else {
            "250 ok\r\n"
        };
        stream.write_all(reply.as_bytes()).await.unwrap();
        line.clear();
    }
}

/// Up to the dot on a line of its own; soft line breaks of quoted-printable (RFC 2045 section 6.7) taken out.
async fn text_of_mail(stream: &mut BufReader<TcpStream>) -> String {
    let mut text = String::new();
    loop {
        let from = text.len();
        stream.read_line(&mut text).await.unwrap();
        if text[from..] == *".\r\n" {
            return text[..from].replace("=\r\n", "").replace("=3D", "=");
        }
    }
}

async fn started(folder: &Path, relay: u16, clock: &Steering) -> Running {
    let text = format!(
        "data_dir = \"{}/data\"\n[[listeners]]\nbind = \"127.0.0.1:0\"\nserves = \"public\"\n\
         [mail.smtp]\nurl = \"smtp://127.0.0.1:{relay}\"\nfrom = \"Regain <regain@example.org>\"\n",
        folder.display()
    );
    fs::write(folder.join("regain.toml"), text).unwrap();
    let config = Config::load(Some(&folder.join("regain.toml")), &|_| None, Flags::default()).unwrap();
    start_with(config, clock.clock(), Random::system(), BudgetSettings::default()).await.unwrap()
}

async fn next(seen: &mut UnboundedReceiver<Relayed>) -> Relayed {
    tokio::time::timeout(Duration::from_secs(10), seen.recv()).await.unwrap().unwrap()
}

/// A backup with an open session: `(bearer token, path of its alerts)`.
async fn account(folder: &Path) -> (String, String) {
    let (text, hash) = token::make(&Random::system());
    let mut request = story::account("brave-otter-42", 1, NOW);
    request.session.as_mut().unwrap().token = hash;
    let path = format!("/api/backup/v1/backups/{}/alerts", request.backup);
    let storage = Arc::new(SqliteStorage::open(folder.join("data/regain.sqlite3")).unwrap());
    assert_eq!(storage.create_account(request).await.unwrap(), CreateAccountOutcome::Created);
    (text, path)
}

#[tokio::test]
async fn a_mail_reaches_its_owner_after_a_relay_that_was_busy_and_a_restart() {
    let folder = TempDir::new().unwrap();
    let (_, clock) = Clock::steered(NOW);
    let (relay, mut seen) = relay(1).await;
    // The secrets must be there before the database is.
    started(folder.path(), relay, &clock).await.shutdown().await;
    let (bearer, alerts) = account(folder.path()).await;

    let running = started(folder.path(), relay, &clock).await;
    let headers = format!("Authorization: Bearer {bearer}\r\nContent-Type: application/json\r\n");
    let body = r#"{"address":"ada@example.org"}"#;
    let answer = http::ask(running.public_addr(), "POST", &alerts, &headers, body).await;
    assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
    assert!(matches!(next(&mut seen).await, Relayed::PutOff));
    running.shutdown().await;

    // Not before its time: a restart is no reason to knock again at once.
    started(folder.path(), relay, &clock).await.shutdown().await;
    assert!(seen.try_recv().is_err());
    clock.advance(60_000);
    let running = started(folder.path(), relay, &clock).await;
    let Relayed::Taken(recipient, text) = next(&mut seen).await else { panic!("put off again") };
    assert_eq!(recipient, "ada@example.org");
    for line in ["From: Regain <regain@example.org>", "Subject: Regain: confirm alerts for brave-otter-42"] {
        assert!(text.contains(line), "{line} in\n{text}");
    }

    // Mail programs open links by themselves: looking changes nothing, the button does.
    let link = text.split_whitespace().find(|word| word.contains("/alerts/confirm/")).unwrap();
    let link = link.find("/api/").map(|at| &link[at..]).unwrap();
    let list = async || http::ask(running.public_addr(), "GET", &alerts, &headers, "").await;
    for _ in 0..2 {
        let page = http::get(running.public_addr(), link).await;
        assert!(
            page.contains("ada@example.org will be told") && page.contains("<form method=\"post\">"),
            "{page}"
        );
        assert!(list().await.contains("\"confirmed\":false"));
    }
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    let page = http::ask(running.public_addr(), "POST", link, form, "").await;
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(list().await.contains("\"confirmed\":true"));
    running.shutdown().await;
    assert!(seen.try_recv().is_err(), "one mail, once");
}
