//! Accounts.

use regain_log::{BackupId, MemberKind};
use regain_storage::CreateAccountOutcome;

use crate::Store;
use crate::story::{START, account};

/// All of it is there, the kit before the passphrase, with the session.
pub async fn a_new_account_is_found_by_name_and_backup(store: Store) {
    let request = account("quiet-otter-12", 5, START);
    assert_eq!(store.create_account(request.clone()).await.unwrap(), CreateAccountOutcome::Created);
    let found = store.account_by_name("quiet-otter-12").await.unwrap().unwrap();
    assert_eq!(found.backup, request.backup);
    assert_eq!(
        found.slots.iter().map(|slot| slot.kind).collect::<Vec<_>>(),
        [MemberKind::Kit, MemberKind::Passphrase]
    );
    assert!(request.slots.iter().all(|slot| found.slots.contains(slot)));
    assert_eq!(found.closed_at, None);
    assert_eq!(store.account_by_backup(request.backup).await.unwrap(), Some(found));
    let head = store.head(request.backup).await.unwrap().unwrap();
    assert_eq!(
        (head.name.as_str(), head.head, head.control),
        ("quiet-otter-12", request.genesis.position(), request.genesis.hash)
    );
    assert_eq!((head.chain, head.entries), (request.chain, 1));
    assert_eq!(head.bytes, (request.genesis.front.len() + request.genesis.body.len()) as u64);
    assert!(store.find_session([5; 32], START).await.unwrap().is_some());
    assert_eq!(store.account_by_name("quiet-otter-13").await.unwrap(), None);
    assert_eq!(store.account_by_backup(BackupId([6; 16])).await.unwrap(), None);
    assert_eq!(store.head(BackupId([6; 16])).await.unwrap(), None);
}

/// The first account stays as it was, and nothing of the second is kept.
pub async fn a_taken_name_and_a_taken_backup_id_change_nothing(store: Store) {
    assert_eq!(
        store.create_account(account("first", 1, START)).await.unwrap(),
        CreateAccountOutcome::Created
    );
    assert_eq!(
        store.create_account(account("first", 2, START)).await.unwrap(),
        CreateAccountOutcome::NameTaken
    );
    let mut same_id = account("second", 1, START);
    same_id.session = None;
    assert_eq!(store.create_account(same_id).await.unwrap(), CreateAccountOutcome::BackupIdTaken);
    assert_eq!(store.account_by_name("first").await.unwrap().unwrap().backup, BackupId([1; 16]));
    assert_eq!(store.account_by_name("second").await.unwrap(), None);
    assert_eq!(store.head(BackupId([2; 16])).await.unwrap(), None);
    assert_eq!(store.find_session([2; 32], START).await.unwrap(), None);
}

/// Twenty ask, one gets it.
pub async fn of_many_at_once_one_gets_the_name(store: Store) {
    let tasks: Vec<_> = (1..=20)
        .map(|seed| {
            let store = store.clone();
            tokio::spawn(async move { store.create_account(account("wanted", seed, START)).await.unwrap() })
        })
        .collect();
    let mut created = 0;
    for task in tasks {
        match task.await.unwrap() {
            CreateAccountOutcome::Created => created += 1,
            other => assert_eq!(other, CreateAccountOutcome::NameTaken),
        }
    }
    assert_eq!(created, 1);
}
