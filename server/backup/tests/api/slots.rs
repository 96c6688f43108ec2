use axum::http::Method;
use regain_log::{Action, PROPOSAL_WAIT_MS, frame};
use regain_protocol::{Appended, Bytes, Session, UpdateBlob, path};
use regain_seal::RecoveryKit;

use crate::person::{KIT, Member, Person, kit_answer, kit_blob};
use crate::support::{House, ORIGIN};

#[tokio::test]
async fn a_replaced_kit_comes_with_its_blob_and_the_old_one_ends() {
    let house = House::new();
    let mut person = Person::join(&house, 1, "brave-otter-42").await;
    let token = person.sign_in_by_kit(&house).await.token;
    let (kit, slot) = (RecoveryKit::make(&mut person.rng), Member::make(&mut person.rng));
    let old = std::mem::replace(&mut person.slot, slot);
    let record = person.slot.secret.kit_slot(person.slot.id, &kit);
    let entry = person.replacement(&old, record, None);
    let blob = kit_blob(&kit, &person.slot, &person.chain, &mut person.rng);

    // Not without the blob, and not where nothing could be kept beside it.
    let missing = person.replace(&house, &token, &entry, None, None).await.problem(400, "malformed");
    assert_eq!(missing.detail.unwrap(), "missing field `blob`");
    let frames = frame::write_all([&entry]);
    let elsewhere = house.append(&person.path(path::ENTRIES), &token, &person.head(), frames).await;
    let told = elsewhere.problem(400, "malformed").detail.unwrap();
    assert_eq!(told, "entries: a slot is replaced and proposed at /slots");
    let upload = person.replace(&house, &token, &entry, Some(blob.clone()), Some(vec![0; 192])).await;
    let told = upload.problem(400, "malformed").detail.unwrap();
    assert_eq!(told, "registration_upload: a recovery kit has none");

    person.replace(&house, &token, &entry, Some(blob.clone()), None).await.json::<Appended>(200);
    house.get(&person.path(path::STATUS), &token).await.problem(401, "sign-in-required");
    kit_answer(&house, "brave-otter-42", &person.kit, ORIGIN).await.problem(401, "sign-in-failed");
    let session: Session = kit_answer(&house, "brave-otter-42", &kit, ORIGIN).await.json(200);
    assert_eq!(session.slot.unwrap().blob.0, blob);
}

#[tokio::test]
async fn a_staged_kit_waits_and_then_replaces() {
    let mut house = House::new();
    let mut person = Person::join(&house, 1, "brave-otter-42").await;
    let token = person.token.clone();
    let device = std::mem::replace(&mut person.device, Member::make(&mut person.rng));
    let (kit, slot) = (RecoveryKit::make(&mut person.rng), Member::make(&mut person.rng));
    let old = person.chain.slot(KIT).unwrap().id;
    let record = slot.secret.kit_slot(slot.id, &kit);
    let blob = kit_blob(&kit, &slot, &person.chain, &mut person.rng);
    let proposal = person.propose(&device, Action::ReplaceSlot { old, new: record });
    person.replace(&house, &token, &proposal, Some(blob.clone()), None).await.json::<Appended>(200);

    kit_answer(&house, "brave-otter-42", &kit, ORIGIN).await.problem(401, "sign-in-failed");
    let entry = person.replacement(&device, record, Some(proposal.hash()));
    let early = person.replace(&house, &token, &entry, None, None).await.problem(422, "entry-refused");
    assert_eq!(early.rule.unwrap(), "proposal");
    house.clock.advance(PROPOSAL_WAIT_MS);
    house.restart().await;
    let entry = person.replacement(&device, record, Some(proposal.hash()));
    let twice =
        person.replace(&house, &token, &entry, Some(blob.clone()), None).await.problem(400, "malformed");
    assert_eq!(twice.detail.unwrap(), "blob: the proposal staged it already");
    person.replace(&house, &token, &entry, None, None).await.json::<Appended>(200);
    let session: Session = kit_answer(&house, "brave-otter-42", &kit, ORIGIN).await.json(200);
    assert_eq!(session.slot.unwrap().blob.0, blob);
    kit_answer(&house, "brave-otter-42", &person.kit, ORIGIN).await.problem(401, "sign-in-failed");
}

#[tokio::test]
async fn a_slot_keeps_its_own_blob_fresh() {
    let house = House::new();
    let mut person = Person::join(&house, 1, "brave-otter-42").await;
    let session = person.sign_in_by_kit(&house).await;
    let blob = kit_blob(&person.kit, &person.slot, &person.chain, &mut person.rng);
    let path = path::of_blob(person.backup, person.slot.id);
    let update = UpdateBlob { blob: Bytes(blob.clone()) };
    house.json(Method::PUT, &path, &session.token, &update).await.empty();
    assert_eq!(person.sign_in_by_kit(&house).await.slot.unwrap().blob.0, blob);
    house.json(Method::PUT, &path, &person.token, &update).await.problem(403, "not-allowed");
    let large = UpdateBlob { blob: Bytes(vec![0; 1025]) };
    house.json(Method::PUT, &path, &session.token, &large).await.problem(413, "too-large");
}
