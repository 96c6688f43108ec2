//! A disk that answers `fsync` with an error: nothing is acknowledged, nothing acknowledged is lost, and whatever was under way is
//! there whole or not at all.
//!
//! The process under test asks its kernel to fail the calls, by a seccomp filter that it can't take back. What the disk itself
//! does with its cache after such an error no test here can show.
#![cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
#![expect(clippy::unwrap_used, reason = "tests")]

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use regain_log::{BackupId, Kind};
use regain_storage::{AppendOutcome, NewEntry, StorageError};
use regain_storage_sqlite::SqliteStorage;
use regain_storage_testkit::Store;
use regain_storage_testkit::story::{START, Story};
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, apply_filter_all_threads};

/// Set in the process whose fsync fails: the database.
const DATABASE: &str = "REGAIN_FSYNC_DATABASE";
const WRITERS: u8 = 16;
const ACKNOWLEDGED: u64 = 5;

/// `fsync` and `fdatasync` by their numbers in the kernel's tables.
#[cfg(target_arch = "x86_64")]
const SYNCS: [i64; 2] = [74, 75];
#[cfg(target_arch = "aarch64")]
const SYNCS: [i64; 2] = [82, 83];
const EIO: u32 = 5;

fn fail_every_sync() {
    let filter = SeccompFilter::new(
        SYNCS.into_iter().map(|call| (call, Vec::new())).collect(),
        SeccompAction::Allow,
        SeccompAction::Errno(EIO),
        std::env::consts::ARCH.try_into().unwrap(),
    );
    let program: BpfProgram = filter.unwrap().try_into().unwrap();
    apply_filter_all_threads(&program).unwrap();
}

#[test]
fn an_fsync_that_fails_is_told_to_every_caller_and_loses_nothing() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    if let Some(database) = std::env::var_os(DATABASE) {
        return runtime.block_on(write_until_the_disk_fails(Path::new(&database)));
    }
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("regain.db");
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "an_fsync_that_fails_is_told_to_every_caller_and_loses_nothing", "--nocapture"])
        .env(DATABASE, &database)
        .output()
        .unwrap();
    assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stderr));
    runtime.block_on(check(&database));
}

/// The next entry of each story, the same in both processes.
fn next(story: &Story) -> NewEntry {
    story.next(Kind::Change, &[7; 3000], START)
}

async fn write_until_the_disk_fails(database: &Path) {
    let store: Store = Arc::new(SqliteStorage::open(database).unwrap());
    let mut stories = Vec::new();
    for seed in 1..=WRITERS {
        let mut story = Story::begin(&store, &format!("account-{seed}"), seed, START).await;
        for _ in 0..ACKNOWLEDGED {
            let entry = next(&story);
            let request = story.request(vec![entry.clone()], START);
            assert_eq!(store.append(request).await.unwrap(), AppendOutcome::Appended(entry.position()));
            story.went(&entry);
        }
        stories.push(story);
    }
    fail_every_sync();
    let late = stories.iter().map(|story| {
        let (store, request) = (store.clone(), story.request(vec![next(story)], START));
        tokio::spawn(async move { store.append(request).await })
    });
    for answer in late.collect::<Vec<_>>() {
        let answer = answer.await.unwrap();
        assert!(matches!(answer, Err(StorageError::Internal(_))), "{answer:?}");
    }
    // Reading goes on, and shows what was acknowledged.
    for story in &stories {
        assert_eq!(store.head(story.backup).await.unwrap().unwrap().head, story.head);
    }
}

async fn check(database: &Path) {
    let store: Store = Arc::new(SqliteStorage::open(database).unwrap());
    for seed in 1..=WRITERS {
        let backup = BackupId([seed; 16]);
        let row = store.head(backup).await.unwrap().unwrap();
        let page = store.entries_after(backup, None, 1000, usize::MAX).await.unwrap().unwrap();
        assert_eq!((page.entries.len() as u64, page.head), (row.entries, row.head));
        // An append that was answered with an error may have reached the log; then it is there whole.
        assert!(
            [ACKNOWLEDGED, ACKNOWLEDGED + 1].contains(&row.head.number),
            "backup {seed} is at {}",
            row.head.number
        );
        let mut story = Story { store: store.clone(), backup, head: row.head, control: row.control };
        story.push(Kind::Change, b"on", START).await;
    }
    drop(store);
    let connection = rusqlite::Connection::open(database).unwrap();
    let whole: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(whole, "ok");
}
