use regain_log::{Action, Control, Kind, PROPOSAL_WAIT_MS, frame};
use regain_protocol::{Appended, BackupStatus, path};

use crate::person::Person;
use crate::support::House;

#[tokio::test]
async fn a_removed_device_loses_its_sessions_and_is_told_why() {
    let house = House::new();
    let mut person = Person::join(&house, 1, "brave-otter-42").await;
    let (lost, lost_token) = person.add_device(&house).await;
    assert_eq!(house.get(&person.path(path::STATUS), &lost_token).await.status, 200);

    let session = person.sign_in_by_kit(&house).await;
    let slot = std::mem::replace(&mut person.slot, crate::person::Member::make(&mut person.rng));
    let removal = person.removal(&slot, lost.id, None);
    person.append(&house, &session.token, &removal).await.json::<Appended>(200);

    house.get(&person.path(path::STATUS), &lost_token).await.problem(401, "sign-in-required");
    let answer = person.sign_in_device(&house, &lost).await;
    let proof = answer.problem(403, "member-removed").entry.unwrap();
    let proof = frame::read_all(&proof.0).unwrap();
    assert_eq!(
        proof.iter().map(|entry| entry.header().kind).collect::<Vec<_>>(),
        [Kind::Genesis, Kind::MemberAdded, Kind::MemberRemoved]
    );
    assert_eq!(proof.last().unwrap(), &removal);
    // Only whoever proves to be that device is told.
    let stranger = crate::person::Member::make(&mut person.rng);
    let masked = crate::person::Member { id: lost.id, secret: stranger.secret };
    person.sign_in_device(&house, &masked).await.problem(401, "sign-in-failed");
}

#[tokio::test]
async fn a_device_leaves_by_itself() {
    let house = House::new();
    let mut person = Person::join(&house, 1, "brave-otter-42").await;
    let (leaving, token) = person.add_device(&house).await;
    let left = person.control(&leaving, &Control::MemberLeft);
    person.append(&house, &token, &left).await.json::<Appended>(200);
    house.get(&person.path(path::STATUS), &token).await.problem(401, "sign-in-required");
    let proof = person.sign_in_device(&house, &leaving).await.problem(403, "member-removed").entry.unwrap();
    assert_eq!(frame::read_all(&proof.0).unwrap().last().unwrap(), &left);
}

#[tokio::test]
async fn a_device_alone_waits_seventy_two_hours_by_the_services_clock() {
    let mut house = House::new();
    let mut person = Person::join(&house, 1, "brave-otter-42").await;
    let (other, other_token) = person.add_device(&house).await;
    let target = person.device.id;
    let proposal = person.propose(&other, Action::Remove(target));
    person.append(&house, &other_token, &proposal).await.json::<Appended>(200);
    let status: BackupStatus = house.get(&person.path(path::STATUS), &other_token).await.json(200);
    let [open] = status.proposals.as_slice() else { panic!("{status:?}") };
    assert_eq!((open.hash, open.confirmed), (proposal.hash(), false));
    assert_eq!(open.ripe, open.stored + PROPOSAL_WAIT_MS);

    house.clock.advance(PROPOSAL_WAIT_MS - 1000);
    house.restart().await;
    let removal = person.removal(&other, target, Some(proposal.hash()));
    let early = person.append(&house, &other_token, &removal).await.problem(422, "entry-refused");
    assert_eq!(early.rule.unwrap(), "proposal");
    house.clock.advance(1000);
    person.append(&house, &other_token, &removal).await.json::<Appended>(200);
    house.get(&person.path(path::STATUS), &person.token).await.problem(401, "sign-in-required");
    let status: BackupStatus = house.get(&person.path(path::STATUS), &other_token).await.json(200);
    assert!(status.proposals.is_empty());
}

#[tokio::test]
async fn a_cancelled_proposal_never_ripens() {
    let house = House::new();
    let mut person = Person::join(&house, 1, "brave-otter-42").await;
    let (thief, thief_token) = person.add_device(&house).await;
    let (target, token) = (person.device.id, person.token.clone());
    let proposal = person.propose(&thief, Action::Remove(target));
    person.append(&house, &thief_token, &proposal).await.json::<Appended>(200);
    let cancel = person.control(&person.device, &Control::Cancelled(proposal.hash()));
    person.append(&house, &token, &cancel).await.json::<Appended>(200);
    house.clock.advance(2 * PROPOSAL_WAIT_MS);
    let removal = person.removal(&thief, target, Some(proposal.hash()));
    let refused = person.append(&house, &thief_token, &removal).await.problem(422, "entry-refused");
    assert_eq!(refused.rule.unwrap(), "proposal");
    let again = person.propose(&thief, Action::Remove(target));
    person.append(&house, &thief_token, &again).await.problem(422, "entry-refused");
}

/// Its session is remembered from the append before; the commit looks again, and so does every other answer.
#[tokio::test]
async fn a_removed_device_appends_nothing_more() {
    let house = House::new();
    let mut person = Person::join(&house, 1, "brave-otter-42").await;
    let (lost, lost_token) = person.add_device(&house).await;
    let entries = person.path(path::ENTRIES);
    let stored = (person.head(), frame::write_all([&person.entry(&lost, Kind::Change, b"x".to_vec())]));
    let last = person.entry(&lost, Kind::Change, b"x".to_vec());
    person.append(&house, &lost_token, &last).await.json::<Appended>(200);

    let session = person.sign_in_by_kit(&house).await;
    let slot = std::mem::replace(&mut person.slot, crate::person::Member::make(&mut person.rng));
    let removal = person.removal(&slot, lost.id, None);
    person.append(&house, &session.token, &removal).await.json::<Appended>(200);

    let late = frame::write_all([&person.entry(&lost, Kind::Change, b"x".to_vec())]);
    let refused = async |head: &str, bytes: Vec<u8>| {
        house.append(&entries, &lost_token, head, bytes).await.problem(401, "sign-in-required");
    };
    refused(&person.head(), late).await;
    // Not what it lacks, not what it knows already, not what is wrong with its request.
    refused(&stored.0, frame::write_all([&person.entry(&lost, Kind::Change, b"y".to_vec())])).await;
    refused(&stored.0, stored.1.clone()).await;
    refused("nonsense", vec![1]).await;
}
