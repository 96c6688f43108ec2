//! Neighbours in one commit, and a full disk.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;
use std::sync::mpsc::channel;

use regain_log::Kind;
use regain_storage::{AppendOutcome, Attempts, Entries, PutAttempt, Spend, StorageError};
use regain_storage_testkit::Store;
use regain_storage_testkit::story::{START, Story};
use rusqlite::Connection;
use tempfile::TempDir;
use tokio::task::JoinHandle;

use super::MOST_WAITING_BYTES;
use crate::SqliteStorage;
use crate::failure::Failure;

fn fresh() -> (Arc<SqliteStorage>, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (Arc::new(SqliteStorage::open(folder.path().join("regain.db")).unwrap()), folder)
}

/// Keeps the writer busy until the answer is dropped, so that what is asked for meanwhile shares a commit.
async fn hold(storage: &Arc<SqliteStorage>) -> (std::sync::mpsc::Sender<()>, JoinHandle<()>) {
    let (let_go, held) = channel::<()>();
    let (running, runs) = channel::<()>();
    let held = std::sync::Mutex::new(held);
    let storage = Arc::clone(storage);
    let holding = tokio::spawn(async move {
        let operation = move |_: &Connection| {
            running.send(()).unwrap();
            // Ends with an error when the sender is dropped, which is the signal.
            held.lock().unwrap().recv().unwrap_err();
            Ok(())
        };
        storage.write(0, operation).await.unwrap();
    });
    tokio::task::spawn_blocking(move || runs.recv().unwrap()).await.unwrap();
    (let_go, holding)
}

fn put(storage: &Arc<SqliteStorage>, id: u8) -> JoinHandle<Result<bool, StorageError>> {
    let storage = Arc::clone(storage);
    let request = PutAttempt { id: [id; 32], state: vec![id], expires: START };
    tokio::spawn(async move { storage.put_attempt(request).await })
}

fn attempts(connection: &Connection) -> Result<Vec<Vec<u8>>, Failure> {
    let mut statement = connection.prepare("SELECT state FROM attempts ORDER BY state")?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_fails_or_panics_undoes_itself_and_no_neighbour() {
    let (storage, _folder) = fresh();
    let (let_go, holding) = hold(&storage).await;
    let first = put(&storage, 1);
    let failing = |panics: bool| {
        let storage = Arc::clone(&storage);
        tokio::spawn(async move {
            let operation = move |connection: &Connection| {
                connection.execute("INSERT INTO attempts VALUES (x'99', x'99', 1)", [])?;
                assert!(!panics, "a bug");
                connection.execute("INSERT INTO attempts VALUES (x'98', NULL, 1)", [])?;
                Ok(())
            };
            storage.write(0, operation).await
        })
    };
    let (fails, panics) = (failing(false), failing(true));
    let last = put(&storage, 2);
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    drop(let_go);
    holding.await.unwrap();
    assert_eq!((first.await.unwrap(), last.await.unwrap()), (Ok(true), Ok(true)));
    assert!(matches!(fails.await.unwrap(), Err(StorageError::Internal(_))));
    assert!(matches!(panics.await.unwrap(), Err(StorageError::Internal(_))));
    assert_eq!(storage.read(attempts).await.unwrap(), [[1], [2]]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operation_that_ends_the_transaction_loses_no_neighbour() {
    let (storage, _folder) = fresh();
    let (let_go, holding) = hold(&storage).await;
    let first = put(&storage, 1);
    let breaking = {
        let storage = Arc::clone(&storage);
        // What SQLite does by itself when the disk is full.
        tokio::spawn(async move {
            let operation = |connection: &Connection| -> Result<(), Failure> {
                connection.execute_batch("ROLLBACK")?;
                Err(StorageError::Full.into())
            };
            storage.write(0, operation).await
        })
    };
    let last = put(&storage, 2);
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    drop(let_go);
    holding.await.unwrap();
    assert_eq!((first.await.unwrap(), last.await.unwrap()), (Ok(true), Ok(true)));
    assert_eq!(breaking.await.unwrap(), Err(StorageError::Full));
    assert_eq!(storage.read(attempts).await.unwrap(), [[1], [2]]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn too_much_waiting_is_refused_and_room_comes_back() {
    let (storage, _folder) = fresh();
    let (let_go, holding) = hold(&storage).await;
    let large = {
        let storage = Arc::clone(&storage);
        tokio::spawn(async move { storage.write(MOST_WAITING_BYTES, |_| Ok(())).await })
    };
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    assert_eq!(storage.write(1, |_| Ok(())).await, Err(StorageError::Unavailable));
    drop(let_go);
    holding.await.unwrap();
    large.await.unwrap().unwrap();
    // The room is given back after the answer.
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    storage.write(1, |_| Ok(())).await.unwrap();
}

fn limit_pages(pages: Option<u32>) -> impl Fn(&Connection) -> Result<(), Failure> + Send + 'static {
    move |connection| {
        let used: u32 = connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
        let most = pages.map_or(u32::MAX - 1, |more| used + more);
        connection.pragma_update_and_check(None, "max_page_count", most, |_| Ok(()))?;
        Ok(())
    }
}

/// Each appends until the store is full. What was acknowledged.
async fn fill(mut story: Story) -> Story {
    loop {
        let entry = story.next(Kind::Change, &[7; 5000], START);
        match story.store.append(story.request(vec![entry.clone()], START)).await {
            Ok(AppendOutcome::Appended(_)) => story.went(&entry),
            Ok(other) => panic!("{other:?}"),
            Err(error) => {
                assert_eq!(error, StorageError::Full);
                return story;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_takes_nothing_and_writing_works_again_with_space() {
    let (storage, _folder) = fresh();
    let store: Store = storage.clone();
    let mut stories = Vec::new();
    for seed in 1..=32 {
        stories.push(Story::begin(&store, &format!("a{seed}"), seed, START).await);
    }
    let spend = || Spend { key: b"k".to_vec(), now: START, window_ms: 1000, limit: 1000 };
    store.spend(spend()).await.unwrap();
    storage.write(0, limit_pages(Some(400))).await.unwrap();
    let filling: Vec<_> = stories.into_iter().map(|story| tokio::spawn(fill(story))).collect();
    let mut full = Vec::new();
    for story in filling {
        full.push(story.await.unwrap());
    }
    assert!(full.iter().map(|story| story.head.number).sum::<u64>() > 50);
    // What takes no new page still works: counting guesses, for one.
    assert_eq!(store.spend(spend()).await.unwrap().count, 2);
    for story in &full {
        assert_eq!(storage.head(story.backup).await.unwrap().unwrap().head, story.head);
        let (numbers, absent) = story.restored(None).await;
        assert_eq!((numbers, absent), ((0..=story.head.number).collect(), vec![]));
    }
    storage.write(0, limit_pages(None)).await.unwrap();
    for story in &mut full {
        story.push(Kind::Change, &[8; 5000], START).await;
    }
    let whole =
        |connection: &Connection| Ok(connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))?);
    assert_eq!(storage.read::<String>(whole).await.unwrap(), "ok");
}
