//! Acknowledged is durable: a process that appends is killed again and again, and the log is cut where a write tore.
//!
//! A SIGKILL leaves the kernel's cache alone, so it shows that nothing is acknowledged before its commit; that the commit waits
//! for the disk is `PRAGMA synchronous = FULL`, and the cut log is what a power failure leaves of a commit that did not finish.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use regain_log::{BackupId, Entry, Hash, Kind};
use regain_storage::{AppendOutcome, Position};
use regain_storage_sqlite::SqliteStorage;
use regain_storage_testkit::Store;
use regain_storage_testkit::outbox::mail;
use regain_storage_testkit::story::{START, Story};

/// Set in the process that appends: the database.
const DATABASE: &str = "REGAIN_CRASH_DATABASE";
/// More rounds than the suite has time for.
const ROUNDS: &str = "REGAIN_CRASH_ROUNDS";
const WRITERS: u8 = 16;

#[test]
fn what_was_acknowledged_survives_sigkill() {
    if let Some(database) = std::env::var_os(DATABASE) {
        append_for_ever(Path::new(&database));
    }
    let rounds: u64 = std::env::var(ROUNDS).map_or(15, |rounds| rounds.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("regain.db");
    let mut acknowledged = BTreeMap::new();
    for round in 0..rounds {
        kill_after(&database, Duration::from_millis(5 + round * 37 % 160), &mut acknowledged);
        check(&database, &acknowledged);
    }
    assert!(acknowledged.len() > 100, "only {} appends were under test", acknowledged.len());
}

/// The process that will be killed: sixteen backups grow at once, and each answer goes to the standard output.
fn append_for_ever(database: &Path) -> ! {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let store: Store = Arc::new(SqliteStorage::open(database).unwrap());
        let writers: Vec<_> =
            (1..=WRITERS).map(|seed| tokio::spawn(append_to(store.clone(), seed))).collect();
        for writer in writers {
            writer.await.unwrap();
        }
    });
    unreachable!("the writers go on until they are killed")
}

async fn append_to(store: Store, seed: u8) {
    let mut story = match store.head(BackupId([seed; 16])).await.unwrap() {
        Some(row) => {
            Story { store: store.clone(), backup: BackupId([seed; 16]), head: row.head, control: row.control }
        }
        None => Story::begin(&store, &format!("account-{seed}"), seed, START).await,
    };
    loop {
        let length = usize::try_from(story.head.number * 977 % 9000).unwrap();
        let entry = story.next(Kind::Change, &vec![seed; length], START);
        let mut request = story.request(vec![entry.clone()], START);
        request.notices = vec![mail("x")];
        assert_eq!(store.append(request).await.unwrap(), AppendOutcome::Appended(entry.position()));
        story.went(&entry);
        let line = format!("ack {seed} {} {}\n", entry.number, entry.hash);
        std::io::stdout().write_all(line.as_bytes()).unwrap();
        std::io::stdout().flush().unwrap();
    }
}

fn kill_after(database: &Path, delay: Duration, acknowledged: &mut BTreeMap<(u8, u64), Hash>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "what_was_acknowledged_survives_sigkill", "--nocapture"])
        .env(DATABASE, database)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut killer = None;
    for line in lines.map_while(Result::ok) {
        // The test harness writes lines of its own, and the last line may be cut.
        let Some((seed, number, hash)) = read_ack(&line) else { continue };
        acknowledged.insert((seed, number), hash);
        if killer.is_none() {
            let process = rustix::process::Pid::from_child(&child);
            killer = Some(std::thread::spawn(move || {
                std::thread::sleep(delay);
                rustix::process::kill_process(process, rustix::process::Signal::KILL).unwrap();
            }));
        }
    }
    killer.expect("the process acknowledged something before it ended").join().unwrap();
    assert!(!child.wait().unwrap().success());
}

fn read_ack(line: &str) -> Option<(u8, u64, Hash)> {
    let mut words = line.get(line.find("ack ")? + 4..)?.split(' ');
    Some((words.next()?.parse().ok()?, words.next()?.parse().ok()?, words.next()?.parse().ok()?))
}

/// Every acknowledged entry is there, every log is whole, and each append brought its mail.
fn check(database: &Path, acknowledged: &BTreeMap<(u8, u64), Hash>) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let heads = runtime.block_on(whole_logs(database));
    for ((seed, number), hash) in acknowledged {
        assert_eq!(
            heads.get(&(*seed, *number)),
            Some(hash),
            "entry {number} of backup {seed} was acknowledged"
        );
    }
}

/// All entries by backup and number, after checking that each log is whole and goes on.
async fn whole_logs(database: &Path) -> BTreeMap<(u8, u64), Hash> {
    let store: Store = Arc::new(SqliteStorage::open(database).unwrap());
    let mut entries = BTreeMap::new();
    let mut appended = 0;
    for seed in 1..=WRITERS {
        let backup = BackupId([seed; 16]);
        let Some(row) = store.head(backup).await.unwrap() else { continue };
        let page = store.entries_after(backup, None, usize::MAX >> 1, usize::MAX).await.unwrap().unwrap();
        assert_eq!(page.entries.len() as u64, row.entries);
        let mut previous = None::<Position>;
        for entry in page.entries {
            let entry = Entry::decode(&entry.bytes).unwrap();
            let number = previous.map_or(0, |previous| previous.number + 1);
            assert_eq!(
                (entry.header().number, entry.header().previous),
                (number, previous.map_or(Hash::ZERO, |p| p.hash))
            );
            previous = Some(Position { number, hash: entry.hash() });
            entries.insert((seed, number), entry.hash());
        }
        assert_eq!(previous, Some(row.head));
        appended += row.head.number;
    }
    drop(store);
    let connection = rusqlite::Connection::open(database).unwrap();
    let mails: u64 = connection.query_row("SELECT count(*) FROM outbox", [], |row| row.get(0)).unwrap();
    assert_eq!(mails, appended, "an append and its notice are one");
    let whole: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(whole, "ok");
    entries
}

#[tokio::test]
async fn a_write_that_tore_leaves_the_state_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let live = folder.path().join("live.db");
    let store: Store = Arc::new(SqliteStorage::open(&live).unwrap());
    let mut story = Story::begin(&store, "a", 1, START).await;
    let mut lengths = Vec::new();
    for number in 1..=6u8 {
        let entry = story.next(Kind::Change, &[number; 6000], START);
        let mut request = story.request(vec![entry.clone()], START);
        request.notices = vec![mail("x")];
        store.append(request).await.unwrap();
        story.went(&entry);
        lengths.push(fs::metadata(folder.path().join("live.db-wal")).unwrap().len());
    }
    let wal = fs::read(folder.path().join("live.db-wal")).unwrap();
    let mut heads = Vec::new();
    // Cut inside each of the last commits, byte counts off any boundary, and once with a flipped bit instead of a cut.
    let from = usize::try_from(lengths[0]).unwrap();
    for (case, cut) in (from..=wal.len()).step_by(1717).chain([wal.len()]).enumerate() {
        let torn = folder.path().join(format!("torn-{case}.db"));
        fs::copy(&live, &torn).unwrap();
        fs::write(folder.path().join(format!("torn-{case}.db-wal")), &wal[..cut]).unwrap();
        heads.push(last_of(&whole_logs(&torn).await));
        let expected = lengths.iter().filter(|length| **length <= cut as u64).count() as u64;
        assert_eq!(heads.last(), Some(&expected), "cut at {cut}");
        go_on(&torn).await;
    }
    assert_eq!((heads.first(), heads.last()), (Some(&1), Some(&6)));

    let mut flipped = wal.clone();
    flipped[from + 5000] ^= 1;
    let torn = folder.path().join("flipped.db");
    fs::copy(&live, &torn).unwrap();
    fs::write(folder.path().join("flipped.db-wal"), flipped).unwrap();
    assert_eq!(last_of(&whole_logs(&torn).await), 1);
}

fn last_of(entries: &BTreeMap<(u8, u64), Hash>) -> u64 {
    entries.keys().last().unwrap().1
}

/// The log goes on from the state it has.
async fn go_on(database: &Path) {
    let store: Store = Arc::new(SqliteStorage::open(database).unwrap());
    let row = store.head(BackupId([1; 16])).await.unwrap().unwrap();
    let mut story = Story { store, backup: BackupId([1; 16]), head: row.head, control: row.control };
    story.push(Kind::Change, b"on", START).await;
}
