//! Attempts to sign in.

use regain_storage::portal::{
    BeginSignIn, Change, FinishSignInOutcome, MethodChange, MethodKind, Purpose, Role, SignInRow,
};

use crate::Store;
use crate::person::{Person, id, proof, together};
use crate::story::{DAY, HOUR, START};

async fn with_methods(store: &Store, number: u8) -> Person {
    let person = Person::begin(store, number, Role::Member).await;
    person.add(number, MethodKind::Password).await;
    person.add(number + 100, MethodKind::Code).await;
    person
}

/// Newer evidence of a kind takes the place of older.
pub async fn evidence_is_added_by_kind_and_by_live_methods_of_that_person_only(store: Store) {
    let ada = with_methods(&store, 1).await;
    let eve = with_methods(&store, 2).await;
    ada.attempt(9).await;
    let again = BeginSignIn { id: [9; 32], person: Some(eve.id), started: START, expires: START + DAY };
    assert!(!store.begin_sign_in(again).await.unwrap());
    let (password, code) =
        (proof(MethodKind::Password, 1, START + 5), proof(MethodKind::Code, 101, START + 6));
    for (name, refused) in [
        ("another person's", proof(MethodKind::Password, 2, START)),
        ("of another kind", proof(MethodKind::Passkey, 1, START)),
        ("before the attempt", proof(MethodKind::Password, 1, START - 1)),
        ("after the attempt", proof(MethodKind::Password, 1, START + HOUR)),
    ] {
        assert!(!store.add_evidence([9; 32], refused).await.unwrap(), "{name}");
    }
    assert!(!store.add_evidence([8; 32], password).await.unwrap());
    for evidence in [proof(MethodKind::Password, 1, START), password, code] {
        assert!(store.add_evidence([9; 32], evidence).await.unwrap());
    }
    let row = SignInRow { person: Some(ada.id), started: START, evidence: vec![password, code] };
    assert_eq!(store.sign_in([9; 32], START + HOUR - 1).await.unwrap(), Some(row));
    assert_eq!(store.sign_in([9; 32], START + HOUR).await.unwrap(), None);
    assert_eq!(ada.change(101, MethodChange::Suspend).await, Change::Changed);
    assert!(!store.add_evidence([9; 32], code).await.unwrap());
}

/// Twenty tabs at once.
pub async fn an_attempt_ends_in_one_session_however_often_it_is_asked(store: Store) {
    let person = with_methods(&store, 1).await;
    person.attempt(9).await;
    let evidence = [proof(MethodKind::Password, 1, START), proof(MethodKind::Code, 101, START + 1)];
    for evidence in evidence {
        assert!(store.add_evidence([9; 32], evidence).await.unwrap());
    }
    let mut requests = Vec::new();
    for token in 1..=20 {
        requests.push(person.finishing(9, token, &evidence).await);
    }
    let outcomes = together(requests.into_iter().map(|request| {
        let store = store.clone();
        async move { store.finish_sign_in(request).await.unwrap() }
    }))
    .await;
    let opened = outcomes.iter().filter(|outcome| **outcome == FinishSignInOutcome::Opened).count();
    let gone = outcomes.iter().filter(|outcome| **outcome == FinishSignInOutcome::Gone).count();
    assert_eq!((opened, gone), (1, 19));
    let sessions = store.portal_sessions(person.id, START + 2).await.unwrap();
    assert_eq!(sessions.len(), 1);
    assert_eq!((sessions[0].evidence.as_slice(), sessions[0].opened), (evidence.as_slice(), START + 1));
    let used: Vec<_> = person.methods().await.into_iter().map(|method| method.last_used).collect();
    assert_eq!(used, [Some(START), Some(START + 1)]);
}

/// A method was removed, or a proof made up, between judging and finishing.
pub async fn no_session_opens_on_another_revision_or_on_other_evidence(store: Store) {
    let person = with_methods(&store, 1).await;
    person.attempt(9).await;
    let (password, code) = (proof(MethodKind::Password, 1, START), proof(MethodKind::Code, 101, START));
    assert!(store.add_evidence([9; 32], password).await.unwrap());
    let finish = |request| {
        let store = store.clone();
        async move { store.finish_sign_in(request).await.unwrap() }
    };
    for made_up in [vec![password, code], vec![proof(MethodKind::Password, 1, START + 1)], vec![]] {
        let request = person.finishing(9, 1, &made_up).await;
        assert_eq!(finish(request).await, FinishSignInOutcome::Gone, "{made_up:?}");
    }
    let judged = person.finishing(9, 1, &[password]).await;
    let late = person.finishing(9, 1, &[password]).await;
    assert_eq!(person.change(101, MethodChange::Remove).await, Change::Changed);
    assert_eq!(finish(judged).await, FinishSignInOutcome::Moved);
    let mut late = late;
    late.now = START + HOUR;
    assert_eq!(finish(late).await, FinishSignInOutcome::Gone);
    assert!(!person.is_in(1).await);
    let anew = person.finishing(9, 1, &[password]).await;
    assert_eq!(finish(anew).await, FinishSignInOutcome::Opened);
}

/// A name nobody has.
pub async fn an_attempt_about_nobody_ends_in_nothing(store: Store) {
    let person = with_methods(&store, 1).await;
    let request = BeginSignIn { id: [9; 32], person: None, started: START, expires: START + HOUR };
    assert!(store.begin_sign_in(request).await.unwrap());
    let password = proof(MethodKind::Password, 1, START);
    assert!(!store.add_evidence([9; 32], password).await.unwrap());
    let request = person.finishing(9, 1, &[password]).await;
    assert_eq!(store.finish_sign_in(request).await.unwrap(), FinishSignInOutcome::Gone);
    let row = SignInRow { person: None, started: START, evidence: vec![] };
    assert_eq!(store.sign_in([9; 32], START).await.unwrap(), Some(row));
}

/// Attempts, sessions and one-time things; what has no end stays.
pub async fn what_has_expired_is_swept_from_the_portal_too(store: Store) {
    let person = with_methods(&store, 1).await;
    person.sign_in(7, &[proof(MethodKind::Password, 1, START)]).await;
    person.attempt(9).await;
    assert!(store.put_one_time(person.thing(1, Purpose::Resume, None)).await.unwrap());
    let mut lasting = person.thing(2, Purpose::RecoveryCode, Some(101));
    lasting.expires = None;
    assert!(store.put_one_time(lasting).await.unwrap());
    assert_eq!(store.sweep_expired(START + HOUR - 1, 100).await.unwrap(), 0);
    assert_eq!(store.sweep_expired(START + DAY, 100).await.unwrap(), 3);
    assert_eq!(store.sweep_expired(START + DAY, 100).await.unwrap(), 0);
    let kept = store.one_time([2; 32], Purpose::RecoveryCode, START + DAY).await.unwrap().unwrap();
    assert_eq!(kept.method, Some(id(101)));
}
