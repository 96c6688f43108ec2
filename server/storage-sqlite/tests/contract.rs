//! The contract that every backend passes.

use std::future::{Ready, ready};
use std::sync::Arc;

use regain_storage_sqlite::SqliteStorage;
use regain_storage_testkit::Store;
use tempfile::TempDir;

fn make() -> Ready<(Store, TempDir)> {
    let folder = tempfile::tempdir().expect("a scratch folder can be made");
    let storage = SqliteStorage::open(folder.path().join("regain.db")).expect("a fresh database opens");
    ready((Arc::new(storage), folder))
}

regain_storage_testkit::contract!(make);
