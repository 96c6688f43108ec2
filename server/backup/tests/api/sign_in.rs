use axum::http::Method;
use regain_protocol::{
    Bytes, Challenge, FinishPassphrase, FinishSignature, PassphraseChallenge, RegistrationRequest,
    RegistrationResponse, Session, SignInByKit, SignInByPassphrase, SlotBlob, SlotKind, SlotRegistration,
    path,
};
use regain_seal::opaque::{Registration, SignIn};
use regain_seal::passphrase::OuterSpace;
use regain_seal::{Passphrase, SlotKey, open_blob};

use crate::person::{Member, Person, found_with, kit_answer};
use crate::support::{HOUR, House, ORIGIN};

#[tokio::test]
async fn the_kit_opens_a_session_with_its_blob() {
    let house = House::new();
    let person = Person::join(&house, 1, "brave-otter-42").await;
    let session = person.sign_in_by_kit(&house).await;
    let slot = session.slot.unwrap();
    assert_eq!((session.backup, slot.id, slot.kind), (person.backup, person.slot.id, SlotKind::Kit));
    let key = SlotKey::from_kit(&person.kit, person.backup, person.slot.id);
    assert_eq!(open_blob(&key, &slot.blob.0).unwrap().genesis, person.chain.genesis());
}

#[tokio::test]
async fn a_proof_for_another_service_is_worth_nothing() {
    let house = House::new();
    let person = Person::join(&house, 1, "brave-otter-42").await;
    let answer = kit_answer(&house, "brave-otter-42", &person.kit, "https://evil.example").await;
    answer.problem(401, "sign-in-failed");
}

#[tokio::test]
async fn the_origin_is_the_configured_one_once_there_is_one() {
    let house = House::with(|settings| settings.origins = vec!["https://backup.example".into()]);
    let person = Person::join(&house, 1, "brave-otter-42").await;
    kit_answer(&house, "brave-otter-42", &person.kit, ORIGIN).await.problem(401, "sign-in-failed");
    let answer = kit_answer(&house, "brave-otter-42", &person.kit, "https://backup.example").await;
    answer.json::<Session>(200);
}

#[tokio::test]
async fn an_unknown_name_is_answered_alike_and_fails_alike() {
    let house = House::new();
    let person = Person::join(&house, 1, "brave-otter-42").await;
    let start = |name: &str| SignInByKit { account: name.parse().unwrap() };
    let known: Challenge = house.post(path::KIT, &start("brave-otter-42")).await.json(200);
    let unknown: Challenge = house.post(path::KIT, &start("nobody-here-1")).await.json(200);
    assert_eq!(known.attempt.len(), unknown.attempt.len());
    assert_eq!(known.challenge.0.len(), unknown.challenge.0.len());
    let right = kit_answer(&house, "nobody-here-1", &person.kit, ORIGIN).await;
    let wrong = {
        let finish = FinishSignature { attempt: known.attempt, signature: Bytes(vec![0; 64]) };
        house.post(path::KIT_FINISH, &finish).await
    };
    right.problem(401, "sign-in-failed");
    wrong.problem(401, "sign-in-failed");
    assert_eq!(right.body, wrong.body);
}

#[tokio::test]
async fn an_attempt_is_taken_once_and_for_one_purpose_and_for_five_minutes() {
    let house = House::new();
    let person = Person::join(&house, 1, "brave-otter-42").await;
    let start = SignInByKit { account: "brave-otter-42".parse().unwrap() };
    let finish = async |path: &str| {
        let challenge: Challenge = house.post(path::KIT, &start).await.json(200);
        let bytes = challenge.challenge.0.try_into().unwrap();
        let signature = person.kit.prove(ORIGIN, "brave-otter-42", &bytes).to_vec();
        let finish = FinishSignature { attempt: challenge.attempt, signature: signature.into() };
        house.post(path, &finish).await.problem(401, "sign-in-failed");
        finish
    };
    // Another purpose uses it up.
    let used = finish(path::DEVICE_FINISH).await;
    house.post(path::KIT_FINISH, &used).await.problem(401, "sign-in-failed");

    let challenge: Challenge = house.post(path::KIT, &start).await.json(200);
    let bytes = challenge.challenge.0.try_into().unwrap();
    let signature = person.kit.prove(ORIGIN, "brave-otter-42", &bytes).to_vec();
    house.clock.advance(5 * 60 * 1000);
    let late = FinishSignature { attempt: challenge.attempt, signature: signature.into() };
    house.post(path::KIT_FINISH, &late).await.problem(401, "sign-in-failed");
}

#[tokio::test]
async fn a_restart_between_the_messages_changes_nothing() {
    let mut house = House::new();
    let person = Person::join(&house, 1, "brave-otter-42").await;
    let start = SignInByKit { account: "brave-otter-42".parse().unwrap() };
    let challenge: Challenge = house.post(path::KIT, &start).await.json(200);
    house.restart().await;
    let bytes = challenge.challenge.0.try_into().unwrap();
    let signature = person.kit.prove(ORIGIN, "brave-otter-42", &bytes).to_vec();
    let finish = FinishSignature { attempt: challenge.attempt, signature: signature.into() };
    house.post(path::KIT_FINISH, &finish).await.json::<Session>(200);
}

#[tokio::test]
async fn a_device_signs_in_and_out() {
    let house = House::new();
    let person = Person::join(&house, 1, "brave-otter-42").await;
    let session: Session = person.sign_in_device(&house, &person.device).await.json(200);
    assert!(session.slot.is_none());
    assert_eq!(house.get(&person.path(path::STATUS), &session.token).await.status, 200);
    house.raw(Method::DELETE, path::SESSION, &session.token, "", &[], Vec::new()).await.empty();
    house.get(&person.path(path::STATUS), &session.token).await.problem(401, "sign-in-required");
    // The other session of the same device goes on.
    assert_eq!(house.get(&person.path(path::STATUS), &person.token).await.status, 200);
}

#[tokio::test]
async fn a_stranger_is_no_device() {
    let house = House::new();
    let mut person = Person::join(&house, 1, "brave-otter-42").await;
    let stranger = Member::make(&mut person.rng);
    person.sign_in_device(&house, &stranger).await.problem(401, "sign-in-failed");
    let masked = Member { id: person.device.id, secret: stranger.secret };
    person.sign_in_device(&house, &masked).await.problem(401, "sign-in-failed");
}

#[tokio::test]
async fn a_session_lasts_thirty_days_from_its_last_use() {
    let house = House::new();
    let person = Person::join(&house, 1, "brave-otter-42").await;
    let status = async || house.get(&person.path(path::STATUS), &person.token).await;
    house.clock.advance(29 * 24 * HOUR);
    assert_eq!(status().await.status, 200);
    house.clock.advance(29 * 24 * HOUR);
    assert_eq!(status().await.status, 200);
    house.clock.advance(31 * 24 * HOUR);
    status().await.problem(401, "sign-in-required");
}

#[tokio::test]
async fn the_passphrase_opens_a_session_and_a_wrong_one_tells_nothing() {
    let house = House::new();
    let mut rng = <rand_chacha::ChaCha20Rng as rand_core::SeedableRng>::seed_from_u64(9);
    let member = Member::make(&mut rng);
    let passphrase = Passphrase::generate(&mut rng);
    let (registration, request) = Registration::start(&passphrase, &mut rng).unwrap();
    let account: regain_protocol::AccountName = "brave-otter-42".parse().unwrap();
    let request = RegistrationRequest {
        account: account.clone(),
        slot: member.id,
        registration_request: request.into(),
    };
    let response: RegistrationResponse = house.post(path::REGISTRATION, &request).await.json(200);
    let registered = registration
        .finish(&passphrase, &response.registration_response.0, "brave-otter-42", &mut rng)
        .unwrap();
    let (person, mut create) = found_with(1, "brave-otter-42", Some(&member));
    create.registration_upload = Some(registered.upload.into());
    create.blobs.push(SlotBlob { slot: member.id, blob: Bytes(vec![1; 300]) });
    assert_eq!(house.post(path::ACCOUNTS, &create).await.status, 201);

    let start = async |name: &str, passphrase: &Passphrase| {
        let mut rng = <rand_chacha::ChaCha20Rng as rand_core::SeedableRng>::seed_from_u64(10);
        let (login, request) = SignIn::start(passphrase, &mut rng).unwrap();
        let start = SignInByPassphrase { account: name.parse().unwrap(), credential_request: request.into() };
        let challenge: PassphraseChallenge = house.post(path::PASSPHRASE, &start).await.json(200);
        (login, challenge)
    };
    let (login, challenge) = start("brave-otter-42", &passphrase).await;
    let finished =
        login.finish(&passphrase, &challenge.credential_response.0, "brave-otter-42", &mut rng).unwrap();
    let finish = FinishPassphrase {
        attempt: challenge.attempt.clone(),
        credential_finalization: finished.finalization.into(),
    };
    let session: Session = house.post(path::PASSPHRASE_FINISH, &finish).await.json(200);
    let slot = session.slot.unwrap();
    assert_eq!((session.backup, slot.kind, slot.blob.0.len()), (person.backup, SlotKind::Passphrase, 300));
    house.post(path::PASSPHRASE_FINISH, &finish).await.problem(401, "sign-in-failed");

    // The id is in use now: answering a registration under it would be a guess that no budget counts.
    let mut rng = <rand_chacha::ChaCha20Rng as rand_core::SeedableRng>::seed_from_u64(11);
    let (_, guess) = Registration::start(&passphrase, &mut rng).unwrap();
    let request =
        RegistrationRequest { account, slot: member.id, registration_request: guess.clone().into() };
    let told = house.post(path::REGISTRATION, &request).await.problem(400, "malformed").detail.unwrap();
    assert_eq!(told, "slot: this id is in use; make a new random one");
    let request = SlotRegistration { slot: member.id, registration_request: guess.into() };
    let path = person.path(path::SLOT_REGISTRATION);
    house.json(Method::POST, &path, &session.token, &request).await.problem(400, "malformed");
    // Nor may another account take it, and be asked to sign in.
    let (_, mut thief) = found_with(2, "sly-fox-1", Some(&member));
    thief.registration_upload = create.registration_upload.clone();
    thief.blobs.push(SlotBlob { slot: member.id, blob: Bytes(vec![1; 300]) });
    let told = house.post(path::ACCOUNTS, &thief).await.problem(400, "malformed").detail.unwrap();
    assert_eq!(told, "slot: this id is in use; make a new random one");

    // A wrong one, and an unknown name: the client finds out by itself, the service says one thing only.
    let wrong = Passphrase::typed("wrong horse battery staple", OuterSpace::Refuse).unwrap();
    let (login, of_known) = start("brave-otter-42", &wrong).await;
    let (_, of_unknown) = start("nobody-here-1", &wrong).await;
    assert_eq!(of_known.credential_response.0.len(), of_unknown.credential_response.0.len());
    assert!(login.finish(&wrong, &of_known.credential_response.0, "brave-otter-42", &mut rng).is_err());
    let mut answers = Vec::new();
    for attempt in [of_known.attempt, of_unknown.attempt] {
        let finish = FinishPassphrase { attempt, credential_finalization: Bytes(vec![7; 64]) };
        let answer = house.post(path::PASSPHRASE_FINISH, &finish).await;
        answer.problem(401, "sign-in-failed");
        answers.push(answer.body);
    }
    assert_eq!(answers[0], answers[1]);
}
