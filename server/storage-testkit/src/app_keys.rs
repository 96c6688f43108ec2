//! Keys of the app.

use regain_storage::portal::{
    Answered, AppSessionOutcome, Asked, Change, Enrol, EnrolOutcome, MessageId, MethodChange, MethodKind,
    MethodState, NewOneTime, OfferEnrolment, OpenAppSession, OpenRequestOutcome, PersonState, Purpose,
    RequestId, RequestState, Role,
};

use crate::Store;
use crate::approvals::{answer, request, yes};
use crate::person::{Person, id, notes, proof, together};
use crate::story::{DAY, HOUR, START};

/// A person with a session of token 7, and a live method 101.
async fn signed_in(store: &Store, number: u8) -> Person {
    let person = Person::begin(store, number, Role::Member).await;
    person.add(number, MethodKind::Password).await;
    person.sign_in(number + 6, &[proof(MethodKind::Password, number, START)]).await;
    person
}

fn offer(person: &Person, code: u8, session: u8, replacing: Option<u8>) -> OfferEnrolment {
    OfferEnrolment {
        code: person.thing(code, Purpose::Enrolment, None),
        session: [session; 32],
        replacing: replacing.map(id),
        limited_until: Some(START + DAY),
        now: START,
    }
}

fn enrol(person: &Person, code: u8, session: u8, method: u8, message: u8) -> Enrol {
    let asked = Asked::Enrolment { session: [session; 32], method: id(method) };
    Enrol {
        code: [code; 32],
        message: message_id(message),
        name: "Ada's phone".to_owned(),
        key: vec![4; 65],
        test: request(person, method, asked, START + 1),
        notes: notes("key-brought"),
    }
}

fn message_id(number: u8) -> MessageId {
    MessageId { hash: [number; 32], expires: START + HOUR }
}

fn opening(person: &Person, method: u8, token: u8, message: u8) -> OpenAppSession {
    OpenAppSession {
        token: [token; 32],
        person: person.id,
        method: id(method),
        expires: START + HOUR,
        message: message_id(message),
        now: START + 2,
    }
}

/// Of twenty phones that scanned it one has a method, which waits, and its test waits with it.
pub async fn a_code_adds_one_method_and_opens_its_test(store: Store) {
    let ada = signed_in(&store, 1).await;
    assert!(store.offer_enrolment(offer(&ada, 1, 7, None)).await.unwrap());
    assert!(!store.offer_enrolment(offer(&ada, 1, 7, None)).await.unwrap(), "the hash is known");
    let shown = store.enrolment([7; 32], [1; 32]).await.unwrap().unwrap();
    assert_eq!((shown.person, shown.expires, shown.method), (ada.id, START + HOUR, None));
    assert_eq!(store.enrolment_by_code([1; 32], START).await.unwrap(), Some(shown));
    let outcomes = together((50..70).map(|method| {
        let (store, request) = (store.clone(), enrol(&ada, 1, 7, method, method));
        async move { store.enrol(request).await.unwrap() }
    }))
    .await;
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == EnrolOutcome::Enrolled).count(), 1);
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == EnrolOutcome::Ended).count(), 19);
    let methods = ada.methods().await;
    assert_eq!(methods.len(), 2);
    let method = methods.iter().find(|method| method.kind == MethodKind::Approval).unwrap();
    assert_eq!((method.state, method.name.as_str()), (MethodState::Waiting, "Ada's phone"));
    assert_eq!(method.limited_until, Some(START + DAY));
    assert_eq!(store.method_secret(ada.id, method.id).await.unwrap(), Some(vec![4; 65]));
    assert_eq!(store.enrolment([7; 32], [1; 32]).await.unwrap().unwrap().method, Some(method.id));
    assert_eq!(store.enrolment_by_code([1; 32], START).await.unwrap(), None);
    let test = store.waiting_request(ada.id, method.id, START + 2).await.unwrap().unwrap();
    assert_eq!(test.asked, Asked::Enrolment { session: [7; 32], method: method.id });
    assert_eq!(ada.row().await.state, PersonState::Invited, "not before the test");
}

/// Of another person, another session, a session that ended, a code that is too old.
pub async fn a_code_is_bound_to_its_session(store: Store) {
    let (ada, eve) = (signed_in(&store, 1).await, signed_in(&store, 2).await);
    assert!(!store.offer_enrolment(offer(&ada, 1, 8, None)).await.unwrap(), "another person's session");
    assert!(!store.offer_enrolment(offer(&ada, 1, 9, None)).await.unwrap(), "no session");
    assert!(store.offer_enrolment(offer(&ada, 1, 7, None)).await.unwrap());
    assert_eq!(store.enrolment([8; 32], [1; 32]).await.unwrap(), None);
    let mut late = enrol(&ada, 1, 7, 50, 1);
    late.test.now = START + HOUR;
    for refused in [enrol(&eve, 1, 8, 50, 1), enrol(&ada, 1, 8, 50, 1), enrol(&ada, 2, 7, 50, 1), late] {
        assert_eq!(store.enrol(refused).await.unwrap(), EnrolOutcome::Ended);
    }
    assert!(store.enrolment_by_code([1; 32], START).await.unwrap().is_some(), "none of them used it up");
    // Whoever resets the account ends the sessions, and with them the codes.
    assert_eq!(store.end_portal_sessions(ada.id, None, notes("ended")).await.unwrap(), 1);
    assert_eq!(store.enrolment_by_code([1; 32], START).await.unwrap(), None);
    assert_eq!(store.enrol(enrol(&ada, 1, 7, 50, 1)).await.unwrap(), EnrolOutcome::Ended);
    assert_eq!(ada.ids().await, [id(1)]);
}

/// A code of another purpose is none, and a message is accepted once.
pub async fn an_enrolment_message_is_accepted_once(store: Store) {
    let ada = signed_in(&store, 1).await;
    assert!(store.put_one_time(ada.thing(9, Purpose::Invitation, None)).await.unwrap());
    assert_eq!(store.enrol(enrol(&ada, 9, 7, 50, 1)).await.unwrap(), EnrolOutcome::Ended);
    for code in [1, 2] {
        assert!(store.offer_enrolment(offer(&ada, code, 7, None)).await.unwrap());
    }
    assert_eq!(store.enrol(enrol(&ada, 1, 7, 50, 1)).await.unwrap(), EnrolOutcome::Enrolled);
    assert_eq!(store.enrol(enrol(&ada, 2, 7, 51, 1)).await.unwrap(), EnrolOutcome::Replayed);
    assert_eq!(store.enrol(enrol(&ada, 2, 7, 51, 2)).await.unwrap(), EnrolOutcome::Enrolled);
}

/// And the first one makes an active person.
pub async fn a_tested_method_goes_live_in_the_place_of_what_it_replaces(store: Store) {
    let ada = signed_in(&store, 1).await;
    ada.add(20, MethodKind::Approval).await;
    assert_eq!(ada.change(20, MethodChange::MakeDefault).await, Change::Changed);
    assert!(store.offer_enrolment(offer(&ada, 1, 7, Some(20))).await.unwrap());
    assert_eq!(store.enrol(enrol(&ada, 1, 7, 50, 1)).await.unwrap(), EnrolOutcome::Enrolled);
    assert_eq!(ada.ids().await, [id(1), id(20), id(50)], "the old one stays until then");
    assert_eq!(
        store.waiting_request(ada.id, id(20), START + 2).await.unwrap(),
        None,
        "the old phone sees no test"
    );
    let by_old = answer(&ada, 50, 20, yes(), 8);
    assert_eq!(store.answer_request(by_old).await.unwrap(), Answered::NotOpen);
    let before = ada.row().await.revision;
    let approved = store.answer_request(answer(&ada, 50, 50, yes(), 9)).await.unwrap();
    assert_eq!(approved, Answered::Ended(RequestState::Approved));
    let row = ada.row().await;
    assert_eq!((row.state, row.default_method), (PersonState::Active, Some(id(50))));
    assert!(row.revision > before);
    let methods = ada.methods().await;
    assert_eq!(methods.iter().map(|method| method.id).collect::<Vec<_>>(), [id(1), id(50)]);
    assert_eq!((methods[1].state, methods[1].replaces), (MethodState::Live, None));
    let session = store.portal_session([7; 32], START + 6).await.unwrap().unwrap();
    assert!(session.evidence.contains(&proof(MethodKind::Approval, 50, START + 5)));
}

/// The test may be asked for again; what it replaces may have gone meanwhile.
pub async fn a_failed_test_leaves_the_method_waiting(store: Store) {
    let ada = signed_in(&store, 1).await;
    ada.add(20, MethodKind::Approval).await;
    assert!(store.offer_enrolment(offer(&ada, 1, 7, Some(20))).await.unwrap());
    assert_eq!(store.enrol(enrol(&ada, 1, 7, 50, 1)).await.unwrap(), EnrolOutcome::Enrolled);
    let wrong = regain_storage::portal::Decision::Approve("000000".to_owned());
    let failed = store.answer_request(answer(&ada, 50, 50, wrong, 2)).await.unwrap();
    assert_eq!(failed, Answered::Ended(RequestState::WrongNumber));
    let method =
        |methods: Vec<regain_storage::portal::MethodRow>| methods.into_iter().find(|row| row.id == id(50));
    let waiting = method(ada.methods().await).unwrap();
    assert_eq!((waiting.state, waiting.replaces), (MethodState::Waiting, Some(id(20))));
    assert_eq!(ada.change(20, MethodChange::Remove).await, Change::Changed);
    let asked = Asked::Enrolment { session: [7; 32], method: id(50) };
    let again = request(&ada, 51, asked, START + 3);
    assert_eq!(store.open_request(again).await.unwrap(), OpenRequestOutcome::Opened);
    let approved = store.answer_request(answer(&ada, 51, 50, yes(), 3)).await.unwrap();
    assert_eq!(approved, Answered::Ended(RequestState::Approved));
    assert_eq!(method(ada.methods().await).unwrap().state, MethodState::Live);
    assert!(store.request(ada.id, RequestId([50; 16]), START + 6).await.unwrap().is_some());
}

/// An hour.
pub async fn a_method_that_nobody_tests_is_forgotten(store: Store) {
    let ada = signed_in(&store, 1).await;
    ada.add(20, MethodKind::Approval).await;
    let code = NewOneTime { expires: Some(START + DAY), ..ada.thing(1, Purpose::Enrolment, None) };
    assert!(store.offer_enrolment(OfferEnrolment { code, ..offer(&ada, 1, 7, None) }).await.unwrap());
    assert_eq!(store.enrol(enrol(&ada, 1, 7, 50, 1)).await.unwrap(), EnrolOutcome::Enrolled);
    store.sweep_expired(START + HOUR, 100).await.unwrap();
    assert_eq!(ada.ids().await, [id(1), id(20), id(50)]);
    store.sweep_expired(START + 1 + HOUR, 100).await.unwrap();
    assert_eq!(ada.ids().await, [id(1), id(20)]);
}

/// By a message that is accepted once, of a method in use; it goes with the method.
pub async fn a_session_of_a_method_lives_and_goes_with_it(store: Store) {
    let (ada, eve) = (signed_in(&store, 1).await, signed_in(&store, 2).await);
    ada.add(20, MethodKind::Approval).await;
    ada.add(21, MethodKind::Code).await;
    let open = |request| {
        let store = store.clone();
        async move { store.open_app_session(request).await.unwrap() }
    };
    for refused in [opening(&eve, 20, 1, 1), opening(&ada, 21, 1, 1), opening(&ada, 22, 1, 1)] {
        assert_eq!(open(refused).await, AppSessionOutcome::Ended);
    }
    assert_eq!(open(opening(&ada, 20, 1, 1)).await, AppSessionOutcome::Opened);
    assert_eq!(open(opening(&ada, 20, 2, 1)).await, AppSessionOutcome::Replayed);
    let session = |token: u8, now| {
        let store = store.clone();
        async move { store.app_session([token; 32], now).await.unwrap() }
    };
    assert_eq!(session(1, START + HOUR - 1).await, Some((ada.id, id(20))));
    assert_eq!(session(1, START + HOUR).await, None);
    assert_eq!(session(2, START + 2).await, None);
    assert_eq!(ada.change(20, MethodChange::Suspend).await, Change::Changed);
    assert_eq!(session(1, START + 2).await, None);
    assert_eq!(open(opening(&ada, 20, 3, 3)).await, AppSessionOutcome::Ended);
    assert_eq!(ada.change(20, MethodChange::Resume).await, Change::Changed);
    assert!(session(1, START + 2).await.is_some());
    assert_eq!(ada.change(20, MethodChange::Remove).await, Change::Changed);
    assert_eq!(session(1, START + 2).await, None);
}
