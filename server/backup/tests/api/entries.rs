use axum::http::Method;
use regain_log::{Control, Entry, Hash, Kind, frame};
use regain_protocol::{Appended, ENTRIES_TYPE, HEAD, RestorableStates, path};

use crate::person::Person;
use crate::support::{Answer, HOUR, House};

fn read(answer: &Answer) -> Vec<Entry> {
    assert_eq!(answer.headers["content-type"], ENTRIES_TYPE);
    frame::read_all(&answer.body).unwrap()
}

#[tokio::test]
async fn an_append_is_durable_idempotent_and_seen_by_a_pull() {
    let mut house = House::new();
    let mut person = Person::join(&house, 1, "brave-otter-42").await;
    let token = person.token.clone();
    let (before, change) = (person.head(), person.change());
    let appended: Appended = person.append(&house, &token, &change).await.json(200);
    assert_eq!((appended.number, appended.hash), (1, change.hash()));
    let next = person.change();
    person.append(&house, &token, &next).await.json::<Appended>(200);

    // The client did not hear the first answer and asks again, even after others have appended.
    house.restart().await;
    let frames = frame::write_all([&change]);
    let again = house.append(&person.path(path::ENTRIES), &token, &before, frames).await;
    assert_eq!(again.json::<Appended>(200), appended);

    let pulled = house.get(&format!("{}?after=0", person.path(path::ENTRIES)), &token).await;
    assert_eq!(read(&pulled), [change.clone(), next.clone()]);
    assert_eq!(pulled.headers[HEAD], person.head());
    let limited = house.get(&format!("{}?after=0&limit=1", person.path(path::ENTRIES)), &token).await;
    assert_eq!(read(&limited), [change]);
    let all = house.get(&person.path(path::ENTRIES), &token).await;
    assert_eq!(read(&all).len(), 3);
}

#[tokio::test]
async fn whoever_lacks_entries_gets_them() {
    let house = House::new();
    let mut person = Person::join(&house, 1, "brave-otter-42").await;
    let token = person.token.clone();
    let (before, mine) = (person.head(), person.change());
    person.append(&house, &token, &mine).await.json::<Appended>(200);
    let late = {
        let (other, _) = crate::person::found(1, "brave-otter-42");
        other.entry(&person.device, Kind::Change, b"sealed differently".to_vec())
    };
    let answer = house.append(&person.path(path::ENTRIES), &token, &before, frame::write_all([&late])).await;
    assert_eq!(answer.status, 409);
    assert_eq!(read(&answer), [mine]);
    assert_eq!(answer.headers[HEAD], person.head());
    // A head that never was is answered alike.
    let wrong = format!("0.{}", Hash::ZERO);
    let answer = house.append(&person.path(path::ENTRIES), &token, &wrong, frame::write_all([&late])).await;
    assert_eq!(answer.status, 409);
}

#[tokio::test]
async fn of_two_writers_at_once_one_wins() {
    let house = House::new();
    let person = Person::join(&house, 1, "brave-otter-42").await;
    let entries = person.path(path::ENTRIES);
    let head = person.head();
    let contents = [b"one".to_vec(), b"two".to_vec(), b"three".to_vec(), b"four".to_vec()];
    let frames = contents.map(|body| frame::write_all([&person.entry(&person.device, Kind::Change, body)]));
    let [a, b, c, d] = frames.map(|frames| house.append(&entries, &person.token, &head, frames));
    let (a, b, c, d) = tokio::join!(a, b, c, d);
    let mut statuses = [a, b, c, d].map(|answer| answer.status);
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409, 409, 409]);
}

#[tokio::test]
async fn what_the_log_forbids_is_refused_by_its_rule_and_changes_nothing() {
    let house = House::new();
    let mut person = Person::join(&house, 1, "brave-otter-42").await;
    let token = person.token.clone();
    let head = person.head();
    let entries = person.path(path::ENTRIES);
    let rule = async |entry: &Entry| {
        let answer = house.append(&entries, &token, &head, frame::write_all([entry])).await;
        answer.problem(422, "entry-refused").rule.unwrap()
    };
    let mut forged = person.change().to_bytes();
    forged[200] ^= 1;
    assert_eq!(rule(&Entry::decode(&forged).unwrap()).await, "signature");
    let closes = person.control(&person.device, &Control::BackupClosed);
    assert_eq!(rule(&closes).await, "right");
    let confirms = person.control(&person.device, &Control::Confirmed(Hash::ZERO));
    assert_eq!(rule(&confirms).await, "proposal");
    let (stranger, _) = crate::person::found(9, "other");
    let foreign = stranger.entry(&person.device, Kind::Change, b"x".to_vec());
    assert_eq!(rule(&foreign).await, "previous");
    // A session speaks for its member only.
    let by_kit = person.control(&person.slot, &Control::BackupClosed);
    let answer = house.append(&entries, &token, &head, frame::write_all([&by_kit])).await;
    answer.problem(403, "not-allowed");
    let good = person.change();
    person.append(&house, &token, &good).await.json::<Appended>(200);
}

#[tokio::test]
async fn all_or_none() {
    let house = House::new();
    let mut person = Person::join(&house, 1, "brave-otter-42").await;
    let (first, token, head) = (person.change(), person.token.clone(), person.head());
    person.follow(&house, &first);
    let bad = person.control(&person.device, &Control::BackupClosed);
    let entries = person.path(path::ENTRIES);
    let answer = house.append(&entries, &token, &head, frame::write_all([&first, &bad])).await;
    answer.problem(422, "entry-refused");
    assert_eq!(read(&house.get(&entries, &token).await).len(), 1);
    let good = person.change();
    let answer = house.append(&entries, &token, &head, frame::write_all([&first, &good])).await;
    assert_eq!(answer.json::<Appended>(200).number, 2);
}

#[tokio::test]
async fn malformed_appends_are_named() {
    let house = House::new();
    let person = Person::join(&house, 1, "brave-otter-42").await;
    let entries = person.path(path::ENTRIES);
    let head = person.head();
    let frames = frame::write_all([&person.change()]);
    let detail = |answer: Answer| answer.problem(400, "malformed").detail.unwrap();
    let append =
        async |head: &str, frames: Vec<u8>| house.append(&entries, &person.token, head, frames).await;
    assert_eq!(detail(append("1", frames.clone()).await), "regain-expected-head: not NUMBER.HASH");
    assert_eq!(detail(append(&head, Vec::new()).await), "entries: none");
    assert_eq!(
        detail(append(&head, frames[1..].to_vec()).await),
        "entries: the entries end in the middle of one"
    );
    let front = frame::write_all([&person.change().without_body()]);
    assert_eq!(detail(append(&head, front).await), "entries: a body is missing");
    let twice = [frames.clone(), frames.clone()].concat();
    assert_eq!(detail(append(&head, twice).await), "entries: numbers do not go on from the expected head");
    let typed = house.raw(Method::POST, &entries, &person.token, ENTRIES_TYPE, &[], frames.clone()).await;
    assert_eq!(detail(typed), "regain-expected-head: missing");
    let many: Vec<u8> = (0..501).flat_map(|_| frames.clone()).collect();
    append(&head, many).await.problem(413, "too-large");
    append(&head, vec![0; (17 << 20) + 1]).await.problem(413, "too-large");
}

#[tokio::test]
async fn a_large_entry_fits() {
    let house = House::new();
    let mut person = Person::join(&house, 1, "brave-otter-42").await;
    let token = person.token.clone();
    let large = person.entry(&person.device, Kind::Checkpoint, vec![7; 16 << 20]);
    person.append(&house, &token, &large).await.json::<Appended>(200);
    let answer = house.get(&person.path(path::RESTORE), &token).await;
    assert_eq!(read(&answer)[1].body().unwrap().len(), 16 << 20);
}

#[tokio::test]
async fn nobody_reads_without_a_session_of_this_backup() {
    let house = House::new();
    let person = Person::join(&house, 1, "brave-otter-42").await;
    let other = Person::join(&house, 2, "calm-badger-7").await;
    for template in [path::ENTRIES, path::RESTORE, path::STATES, path::STATUS, path::ALERTS, path::EVENTS] {
        let path = person.path(template);
        house.get(&path, "").await.problem(401, "sign-in-required");
        house
            .get(&path, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
            .await
            .problem(401, "sign-in-required");
        house.get(&path, &other.token).await.problem(404, "not-found");
    }
    house.get("/api/backup/v1/nothing", "").await.problem(404, "not-found");
    let answer = house.get("/api/backup/v1/backups/zz/status", &other.token).await;
    assert_eq!(answer.problem(400, "malformed").detail.unwrap(), "backup: an id has 32 hexadecimal digits");
}

#[tokio::test]
async fn a_restore_is_one_answer() {
    let house = House::new();
    let mut person = Person::join(&house, 1, "brave-otter-42").await;
    let token = person.token.clone();
    for _ in 0..3 {
        let change = person.change();
        person.append(&house, &token, &change).await.json::<Appended>(200);
    }
    let checkpoint = person.entry(&person.device, Kind::Checkpoint, b"all".to_vec());
    person.append(&house, &token, &checkpoint).await.json::<Appended>(200);
    let tail = person.change();
    person.append(&house, &token, &tail).await.json::<Appended>(200);
    // By a slot, as a person does who has nothing else.
    let session = person.sign_in_by_kit(&house).await;
    let numbers =
        |answer: &Answer| read(answer).iter().map(|entry| entry.header().number).collect::<Vec<_>>();
    let answer = house.get(&person.path(path::RESTORE), &session.token).await;
    assert_eq!(numbers(&answer), [0, 4, 5]);
    assert_eq!(answer.headers[HEAD], person.head());
    let answer = house.get(&format!("{}?at=2", person.path(path::RESTORE)), &session.token).await;
    assert_eq!(numbers(&answer), [0, 1, 2]);
    let answer = house.get(&format!("{}?at=x", person.path(path::RESTORE)), &session.token).await;
    answer.problem(400, "malformed");
}

#[tokio::test]
async fn headers_of_any_age_come_without_bodies() {
    let house = House::new();
    let mut person = Person::join(&house, 1, "brave-otter-42").await;
    let token = person.token.clone();
    let change = person.change();
    person.append(&house, &token, &change).await.json::<Appended>(200);
    let headers = person.path(path::HEADERS);
    let answer = house.get(&format!("{headers}?from=0&to=9"), &token).await;
    let entries = read(&answer);
    assert_eq!(entries.len(), 2);
    assert!(entries.iter().all(|entry| entry.body().is_none()));
    house.get(&format!("{headers}?from=2&to=1"), &token).await.problem(400, "malformed");
    let missing = house.get(&format!("{headers}?from=2"), &token).await.problem(400, "malformed");
    assert_eq!(missing.detail.unwrap(), "missing field `to`");
}

#[tokio::test]
async fn earlier_states_are_listed_newest_first() {
    let house = House::new();
    let mut person = Person::join(&house, 1, "brave-otter-42").await;
    let token = person.token.clone();
    for _ in 0..3 {
        house.clock.advance(HOUR);
        let change = person.change();
        person.append(&house, &token, &change).await.json::<Appended>(200);
    }
    let states: RestorableStates = house.get(&person.path(path::STATES), &token).await.json(200);
    let numbers: Vec<u64> = states.states.iter().map(|state| state.number).collect();
    assert_eq!(numbers, [3, 2, 1]);
    assert!(states.states.iter().all(|state| state.author == person.device.id));
}

#[tokio::test]
async fn nothing_follows_a_closed_backup_and_its_devices_may_read_why() {
    let house = House::new();
    let mut person = Person::join(&house, 1, "brave-otter-42").await;
    let device_token = person.token.clone();
    let session = person.sign_in_by_kit(&house).await;
    let close = person.control(&person.slot, &Control::BackupClosed);
    person.append(&house, &session.token, &close).await.json::<Appended>(200);
    let after = person.change();
    let frames = frame::write_all([&after]);
    let answer = house.append(&person.path(path::ENTRIES), &device_token, &person.head(), frames).await;
    answer.problem(409, "already-closed");
    let pulled = house.get(&format!("{}?after=0", person.path(path::ENTRIES)), &device_token).await;
    assert_eq!(read(&pulled), [close]);
}
