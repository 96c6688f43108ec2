//! Alert addresses.

use regain_log::BackupId;
use regain_storage::{AddAlert, AddAlertOutcome, AlertRow, MAX_ALERTS, TokenPurpose};

use crate::Store;
use crate::outbox::mail;
use crate::story::{DAY, START, Story};

fn add(story: &Story, address: &str, token: u8) -> AddAlert {
    AddAlert {
        backup: story.backup,
        address: address.to_owned(),
        confirm_token: [token; 32],
        stop_token: [token + 100; 32],
        expires: START + DAY,
        mail: mail(address),
        now: START,
    }
}

fn row(address: &str, confirmed: bool) -> AlertRow {
    AlertRow { address: address.to_owned(), confirmed }
}

/// With the mail that asks; looking at the token changes nothing.
pub async fn an_address_waits_until_its_owner_confirms(store: Store) {
    let story = Story::begin(&store, "a", 1, START).await;
    assert_eq!(store.add_alert(add(&story, "me@x", 1)).await.unwrap(), AddAlertOutcome::Added);
    assert_eq!(store.due_mails(START, 9).await.unwrap()[0].mail, mail("me@x"));
    for _ in 0..2 {
        let found = store.alert_of_token([1; 32], TokenPurpose::Confirm, START).await.unwrap().unwrap();
        assert_eq!(
            (found.backup, found.account.as_str(), found.alert),
            (story.backup, "a", row("me@x", false))
        );
    }
    assert_eq!(store.alert_of_token([1; 32], TokenPurpose::Stop, START).await.unwrap(), None);
    assert!(!store.confirm_alert([101; 32], START).await.unwrap());
    assert!(store.confirm_alert([1; 32], START + 1).await.unwrap());
    assert!(store.confirm_alert([1; 32], START + 9 * DAY).await.unwrap());
    assert_eq!(store.alerts(story.backup, START + 9 * DAY).await.unwrap(), [row("me@x", true)]);
}

/// A second request for one address sends no second mail.
pub async fn an_address_is_added_once_and_five_at_most(store: Store) {
    let story = Story::begin(&store, "a", 1, START).await;
    for token in 1..=5 {
        assert_eq!(
            store.add_alert(add(&story, &format!("{token}@x"), token)).await.unwrap(),
            AddAlertOutcome::Added
        );
    }
    assert_eq!(store.add_alert(add(&story, "1@x", 10)).await.unwrap(), AddAlertOutcome::AlreadyThere);
    assert_eq!(store.add_alert(add(&story, "6@x", 11)).await.unwrap(), AddAlertOutcome::TooMany);
    assert_eq!(store.due_mails(START, 99).await.unwrap().len(), MAX_ALERTS);
    assert!(store.remove_alert(story.backup, "3@x").await.unwrap());
    assert!(!store.remove_alert(story.backup, "3@x").await.unwrap());
    assert_eq!(store.add_alert(add(&story, "6@x", 12)).await.unwrap(), AddAlertOutcome::Added);
    let addresses: Vec<_> =
        store.alerts(story.backup, START).await.unwrap().into_iter().map(|row| row.address).collect();
    assert_eq!(addresses, ["1@x", "2@x", "4@x", "5@x", "6@x"]);
    let mut nowhere = add(&story, "7@x", 13);
    nowhere.backup = BackupId([77; 16]);
    assert_eq!(store.add_alert(nowhere).await.unwrap(), AddAlertOutcome::NoBackup);
}

/// Of a confirmed address too.
pub async fn the_stop_token_removes_the_address(store: Store) {
    let story = Story::begin(&store, "a", 1, START).await;
    store.add_alert(add(&story, "me@x", 1)).await.unwrap();
    store.confirm_alert([1; 32], START).await.unwrap();
    let found = store.alert_of_token([101; 32], TokenPurpose::Stop, START + 99 * DAY).await.unwrap().unwrap();
    assert_eq!(found.alert, row("me@x", true));
    assert!(!store.stop_alert([1; 32]).await.unwrap(), "the confirming token stops nothing");
    assert!(store.stop_alert([101; 32]).await.unwrap());
    assert!(!store.stop_alert([101; 32]).await.unwrap());
    assert_eq!(store.alerts(story.backup, START).await.unwrap(), []);
}

/// And its place is free.
pub async fn an_address_nobody_confirmed_is_forgotten(store: Store) {
    let story = Story::begin(&store, "a", 1, START).await;
    store.add_alert(add(&story, "me@x", 1)).await.unwrap();
    assert_eq!(store.alerts(story.backup, START + DAY - 1).await.unwrap().len(), 1);
    assert_eq!(store.alerts(story.backup, START + DAY).await.unwrap(), []);
    assert!(!store.confirm_alert([1; 32], START + DAY).await.unwrap());
    assert_eq!(store.alert_of_token([1; 32], TokenPurpose::Confirm, START + DAY).await.unwrap(), None);
    let again = AddAlert { now: START + DAY, expires: START + 2 * DAY, ..add(&story, "me@x", 2) };
    assert_eq!(store.add_alert(again).await.unwrap(), AddAlertOutcome::Added);
}
