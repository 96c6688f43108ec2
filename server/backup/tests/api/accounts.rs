use axum::http::Method;
use regain_log::BackupId;
use regain_protocol::{Bytes, CreatedAccount, RegistrationRequest, path};

use crate::person::{Person, found};
use crate::support::{HOUR, House};

#[tokio::test]
async fn an_account_is_made_with_a_session_of_its_device() {
    let house = House::new();
    let person = Person::join(&house, 1, "brave-otter-42").await;
    let answer = house.get(&person.path(path::STATUS), &person.token).await;
    let status: regain_protocol::BackupStatus = answer.json(200);
    assert_eq!(status.account.as_str(), "brave-otter-42");
    assert_eq!((status.entries, status.proposals.len()), (1, 0));
}

#[tokio::test]
async fn a_taken_name_or_backup_is_refused_and_changes_nothing() {
    let house = House::new();
    let first = Person::join(&house, 1, "brave-otter-42").await;
    let (_, again) = found(2, "brave-otter-42");
    house.post(path::ACCOUNTS, &again).await.problem(409, "account-taken");
    let (_, mut same_backup) = found(1, "other-name");
    same_backup.account = "other-name".parse().unwrap();
    house.post(path::ACCOUNTS, &same_backup).await.problem(409, "account-taken");
    assert_eq!(house.get(&first.path(path::STATUS), &first.token).await.status, 200);
}

#[tokio::test]
async fn what_is_malformed_is_named() {
    let house = House::new();
    let (_, good) = found(1, "brave-otter-42");
    let detail =
        async |create| house.post(path::ACCOUNTS, &create).await.problem(400, "malformed").detail.unwrap();

    let mut other_backup = good.clone();
    other_backup.backup = BackupId([0; 16]);
    assert_eq!(detail(other_backup).await, "backup: the genesis names another one");
    let mut no_blob = good.clone();
    no_blob.blobs.clear();
    assert_eq!(detail(no_blob).await, "blobs: one for each slot of the genesis");
    let mut short = good.clone();
    short.genesis.0.truncate(200);
    assert_eq!(detail(short).await, "genesis: the entry has the wrong length");
    let mut upload = good.clone();
    upload.registration_upload = Some(Bytes(vec![0; 192]));
    assert_eq!(detail(upload).await, "registration_upload: the genesis names no passphrase");

    let answer = house.raw(Method::POST, path::ACCOUNTS, "", "text/plain", &[], b"{}".to_vec()).await;
    let told = answer.problem(400, "malformed").detail.unwrap();
    assert_eq!(told, "content-type: this path takes application/json");
    let answer = house.raw(Method::POST, path::ACCOUNTS, "", "application/json", &[], b"{}".to_vec()).await;
    assert_eq!(answer.problem(400, "malformed").detail.unwrap(), "missing field `account`");
}

#[tokio::test]
async fn a_genesis_that_its_kit_did_not_sign_is_refused_by_its_rule() {
    let house = House::new();
    let (_, mut create) = found(1, "brave-otter-42");
    create.genesis.0[187] ^= 1;
    let problem = house.post(path::ACCOUNTS, &create).await.problem(422, "entry-refused");
    assert_eq!(problem.rule.unwrap(), "signature");
}

#[tokio::test]
async fn limits_hold() {
    let house = House::new();
    let (_, mut create) = found(1, "brave-otter-42");
    create.blobs[0].blob.0 = vec![0; 1025];
    let problem = house.post(path::ACCOUNTS, &create).await.problem(413, "too-large");
    assert_eq!(problem.detail.unwrap(), "blob: at most 1024 bytes");
    create.blobs[0].blob.0 = vec![0; 60_000];
    house.post(path::ACCOUNTS, &create).await.problem(413, "too-large");
}

#[tokio::test]
async fn a_closed_registration_takes_nobody_and_keeps_everybody() {
    let mut house = House::new();
    let person = Person::join(&house, 1, "brave-otter-42").await;
    house.settings.registration_open = false;
    house.restart().await;
    let (_, create) = found(2, "late-otter-1");
    house.post(path::ACCOUNTS, &create).await.problem(403, "registration-closed");
    person.sign_in_by_kit(&house).await;
}

#[tokio::test]
async fn one_address_makes_so_many_accounts_an_hour() {
    let house = House::with(|settings| settings.budgets.registrations = 2);
    for seed in 1..=2 {
        Person::join(&house, seed, &format!("otter-{seed}")).await;
    }
    let (_, third) = found(3, "otter-3");
    let answer = house.post(path::ACCOUNTS, &third).await;
    assert_eq!(answer.problem(429, "slow-down").retry_after, Some(3600));
    assert_eq!(answer.headers["retry-after"], "3600");
    // Asking whether a name is taken costs the same.
    house.post(path::ACCOUNTS, &found(4, "otter-1").1).await.problem(429, "slow-down");
    house.clock.advance(HOUR);
    house.post(path::ACCOUNTS, &third).await.json::<CreatedAccount>(201);
}

#[tokio::test]
async fn a_registration_request_must_be_one() {
    let house = House::new();
    let request = RegistrationRequest {
        account: "brave-otter-42".parse().unwrap(),
        slot: regain_log::MemberId([1; 16]),
        registration_request: Bytes(vec![0xff; 32]),
    };
    let problem = house.post(path::REGISTRATION, &request).await.problem(400, "malformed");
    assert_eq!(
        problem.detail.unwrap(),
        "registration_request: not the OPAQUE message that is asked for here"
    );
}
