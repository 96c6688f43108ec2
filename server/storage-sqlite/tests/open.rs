//! Opening, copying, and what is refused.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;

use regain_log::Kind;
use regain_storage::{Entries, StorageError};
use regain_storage_sqlite::{OpenError, SqliteStorage, host};
use regain_storage_testkit::Store;
use regain_storage_testkit::story::{START, Story};

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).map_or(0, |data| data.permissions().mode() & 0o777)
}

#[tokio::test]
async fn what_was_kept_is_there_after_reopening() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("regain.db");
    let store: Store = Arc::new(SqliteStorage::open(&path)?);
    let mut story = Story::begin(&store, "a", 1, START).await;
    story.push(Kind::Change, b"x", START).await;
    let row = store.head(story.backup).await?;
    drop(story.store);
    drop(store);
    assert_eq!(SqliteStorage::open(&path)?.head(story.backup).await?, row);
    Ok(())
}

#[test]
fn only_the_owner_reads_the_files() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("regain.db");
    let _storage = SqliteStorage::open(&path)?;
    for file in ["regain.db", "regain.db-wal", "regain.db-shm", "regain.db-lock"] {
        assert_eq!(mode(&folder.path().join(file)), 0o600, "{file}");
    }
    Ok(())
}

#[test]
fn a_second_server_is_kept_out_until_the_first_is_gone() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("regain.db");
    let first = SqliteStorage::open(&path)?;
    let refused = SqliteStorage::open(&path).err().ok_or("a second server got in")?;
    let text = format!(
        "another server is using {}; stop it first, or give this one a database of its own",
        path.display()
    );
    assert_eq!(refused.to_string(), text);
    drop(first);
    SqliteStorage::open(&path)?;
    Ok(())
}

#[test]
fn a_newer_database_and_a_foreign_one_are_refused_untouched() -> Outcome {
    let folder = tempfile::tempdir()?;
    let newer = folder.path().join("newer.db");
    drop(SqliteStorage::open(&newer)?);
    rusqlite::Connection::open(&newer)?.pragma_update(None, "user_version", 99)?;
    let refused = SqliteStorage::open(&newer).err();
    assert!(matches!(refused, Some(OpenError::Newer { found: 99, known: 4, .. })), "{refused:?}");

    let foreign = folder.path().join("foreign.db");
    rusqlite::Connection::open(&foreign)?.execute_batch("CREATE TABLE notes (text)")?;
    assert!(matches!(SqliteStorage::open(&foreign).err(), Some(OpenError::Foreign(_))));
    let tables: u32 =
        rusqlite::Connection::open(&foreign)?
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    assert_eq!(tables, 1);

    let text = folder.path().join("text");
    fs::write(&text, "no database at all, but a text that is long enough to be looked at".repeat(20))?;
    assert!(matches!(SqliteStorage::open(&text).err(), Some(OpenError::Sqlite { .. })));
    let nowhere = SqliteStorage::open(folder.path().join("no/such/folder/regain.db")).err();
    assert!(matches!(nowhere, Some(OpenError::File { .. })));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_made_while_others_write_is_whole() -> Outcome {
    let folder = tempfile::tempdir()?;
    let store: Store = Arc::new(SqliteStorage::open(folder.path().join("regain.db"))?);
    let mut story = Story::begin(&store, "a", 1, START).await;
    for _ in 0..50 {
        story.push(Kind::Change, &[1; 3000], START).await;
    }
    let (at_least, backup) = (story.head.number, story.backup);
    let writing = tokio::spawn(async move {
        for _ in 0..200 {
            story.push(Kind::Change, &[2; 3000], START).await;
        }
    });
    let copy = folder.path().join("copy.db");
    store.backup_to(copy.clone()).await?;
    writing.await?;
    assert_eq!(mode(&copy), 0o600);
    let again = store.backup_to(copy.clone()).await;
    assert!(
        matches!(again, Err(StorageError::Internal(_))),
        "an existing file is not written over: {again:?}"
    );

    let by_hand = folder.path().join("by-hand.db");
    host::copy(&folder.path().join("regain.db"), &by_hand)?;
    drop(SqliteStorage::open(&by_hand)?);
    assert_eq!(host::check(&by_hand)?, Vec::<String>::new());
    let nothing = folder.path().join("of-nothing.db");
    assert!(host::copy(&folder.path().join("missing.db"), &nothing).is_err());
    assert!(!nothing.exists(), "a copy that failed leaves no file");

    let copied = SqliteStorage::open(&copy)?;
    let row = copied.head(backup).await?.ok_or("the copy lacks the backup")?;
    assert!(row.head.number >= at_least);
    assert_eq!(row.entries, row.head.number + 1);
    let connection = rusqlite::Connection::open(&copy)?;
    let (whole, entries): (String, u64) = (
        connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))?,
        connection.query_row("SELECT count(*) FROM entries", [], |row| row.get(0))?,
    );
    assert_eq!((whole.as_str(), entries), ("ok", row.entries));
    Ok(())
}

#[test]
fn a_damaged_database_is_found_out() -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("regain.db");
    drop(SqliteStorage::open(&path)?);
    let connection = rusqlite::Connection::open(&path)?;
    connection.execute_batch(
        "PRAGMA foreign_keys = OFF; INSERT INTO chains VALUES (77, x'00'); PRAGMA wal_checkpoint(TRUNCATE);",
    )?;
    drop(connection);
    assert_eq!(host::check(&path)?, ["a row of chains points nowhere"]);
    Ok(())
}

#[tokio::test]
async fn a_command_on_the_host_writes_while_a_server_uses_the_database() -> Outcome {
    use regain_storage::portal::{AuditLog as _, NewAudit};
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("db");
    let server = SqliteStorage::open(&path)?;
    let host = SqliteStorage::open_beside_a_server(&path)?;
    let line = |action: &str| NewAudit {
        at: 1,
        actor: None,
        target: None,
        action: action.to_owned(),
        origin: String::new(),
        evidence: String::new(),
        details: "{}".to_owned(),
    };
    for turn in 0..20 {
        let store = if turn % 2 == 0 { &server } else { &host };
        assert_eq!(store.append_audit(line("x")).await?, turn + 1);
    }
    let lines = server.audit_after(0, 100).await?;
    let mut before = (0, [0; 32]);
    for row in lines {
        assert!(row.follows(before.0, &before.1));
        before = (row.number, row.hash);
    }
    assert_eq!(before.0, 20);
    Ok(())
}
