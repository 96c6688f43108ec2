//! Requests for approvals.

use regain_storage::portal::{
    AnswerRequest, Answered, Asked, Change, Decision, MessageId, MethodChange, MethodKind, MethodState,
    OpenRequest, OpenRequestOutcome, Purpose, RequestId, RequestState, RequestTexts, Role,
};

use crate::Store;
use crate::person::{Person, id, notes, proof, together};
use crate::story::{DAY, HOUR, START};

/// How long a request waits.
const WAITS: u64 = 60_000;
const NUMBER: &str = "012345";

/// A request of this person.
pub fn request(person: &Person, number: u8, asked: Asked, now: u64) -> OpenRequest {
    let texts = RequestTexts {
        application: "Portal".to_owned(),
        place: Some("192.0.2.7".to_owned()),
        browser: None,
        number: NUMBER.to_owned(),
    };
    let (id, person) = (RequestId([number; 16]), person.id);
    OpenRequest { id, person, asked, texts, expires: now + WAITS, now }
}

/// An answer by a message of this number.
pub fn answer(person: &Person, request: u8, method: u8, decision: Decision, message: u8) -> AnswerRequest {
    AnswerRequest {
        person: person.id,
        method: id(method),
        request: RequestId([request; 16]),
        decision,
        message: MessageId { hash: [message; 32], expires: START + HOUR },
        now: START + 5,
        notes: notes("answered"),
        on_wrong_number: notes("wrong-number"),
    }
}

/// Yes, with the right number.
pub fn yes() -> Decision {
    Decision::Approve(NUMBER.to_owned())
}

fn report() -> Decision {
    Decision::Report { pause_until: START + HOUR }
}

async fn with_app(store: &Store, number: u8) -> Person {
    let person = Person::begin(store, number, Role::Member).await;
    person.add(number, MethodKind::Password).await;
    person.add(number + 100, MethodKind::Approval).await;
    person
}

async fn open(store: &Store, request: OpenRequest) -> OpenRequestOutcome {
    store.open_request(request).await.unwrap()
}

async fn state(store: &Store, asker: u8, now: u64) -> RequestState {
    store.request_of([asker; 32], now).await.unwrap().unwrap().state
}

/// Somebody else's is refused, the asker's own one is replaced, and what is over keeps nobody waiting.
pub async fn one_request_waits_for_a_person(store: Store) {
    let (ada, eve) = (with_app(&store, 1).await, with_app(&store, 2).await);
    for attempt in [9, 10] {
        ada.attempt(attempt).await;
    }
    eve.attempt(20).await;
    let first = request(&ada, 1, Asked::SignIn([9; 32]), START);
    assert_eq!(open(&store, first).await, OpenRequestOutcome::Opened);
    let other = |number, now| request(&ada, number, Asked::SignIn([10; 32]), now);
    assert_eq!(open(&store, other(2, START)).await, OpenRequestOutcome::Pending);
    assert_eq!(
        open(&store, request(&eve, 3, Asked::SignIn([20; 32]), START)).await,
        OpenRequestOutcome::Opened
    );
    let again = request(&ada, 4, Asked::SignIn([9; 32]), START + 1);
    assert_eq!(open(&store, again).await, OpenRequestOutcome::Opened);
    let waiting = store.waiting_request(ada.id, id(101), START + 2).await.unwrap().unwrap();
    assert_eq!(
        (waiting.id, waiting.person, waiting.state),
        (RequestId([4; 16]), ada.id, RequestState::Waiting)
    );
    assert_eq!((waiting.asked, waiting.texts.number.as_str()), (Asked::SignIn([9; 32]), NUMBER));
    let replaced = store.request(ada.id, RequestId([1; 16]), START + 2).await.unwrap().unwrap();
    assert_eq!((replaced.state, replaced.answered), (RequestState::Over, None));
    assert_eq!(store.request(eve.id, RequestId([1; 16]), START + 2).await.unwrap(), None, "another person's");
    assert_eq!(open(&store, other(5, START + WAITS)).await, OpenRequestOutcome::Pending);
    assert_eq!(state(&store, 9, START + 1 + WAITS).await, RequestState::Over);
    assert_eq!(open(&store, other(6, START + 1 + WAITS)).await, OpenRequestOutcome::Opened);
}

/// Fifty tabs at once.
pub async fn of_many_askers_at_once_one_gets_the_request(store: Store) {
    let person = with_app(&store, 1).await;
    for attempt in 10..30 {
        person.attempt(attempt).await;
    }
    let requests: Vec<_> =
        (10..30).map(|number| request(&person, number, Asked::SignIn([number; 32]), START)).collect();
    let outcomes = together(requests.into_iter().map(|request| {
        let store = store.clone();
        async move { store.open_request(request).await.unwrap() }
    }))
    .await;
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == OpenRequestOutcome::Opened).count(), 1);
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == OpenRequestOutcome::Pending).count(), 19);
}

/// Another person's attempt or session, one that is over, or none.
pub async fn only_who_is_there_asks_and_only_while_there(store: Store) {
    let (ada, eve) = (with_app(&store, 1).await, with_app(&store, 2).await);
    ada.attempt(9).await;
    for token in [7, 8] {
        ada.sign_in(token, &[proof(MethodKind::Password, 1, START)]).await;
    }
    for (who, asked, now) in [
        (&eve, Asked::SignIn([9; 32]), START),
        (&eve, Asked::StepUp([7; 32]), START),
        (&ada, Asked::SignIn([7; 32]), START),
        (&ada, Asked::StepUp([9; 32]), START),
        (&ada, Asked::SignIn([9; 32]), START + HOUR),
        (&ada, Asked::StepUp([7; 32]), START + DAY),
        (&ada, Asked::Enrolment { session: [7; 32], method: id(101) }, START),
        (&ada, Asked::Enrolment { session: [7; 32], method: id(99) }, START),
        (&ada, Asked::Resume { link: [7; 32], method: id(101) }, START),
    ] {
        assert_eq!(open(&store, request(who, 1, asked, now)).await, OpenRequestOutcome::Gone, "{asked:?}");
    }
    let asked = request(&ada, 1, Asked::StepUp([7; 32]), START);
    assert_eq!(open(&store, asked).await, OpenRequestOutcome::Opened);
    assert_eq!(state(&store, 7, START + 1).await, RequestState::Waiting);
    assert!(store.end_portal_session(ada.id, [7; 32], notes("ended")).await.unwrap());
    assert_eq!(state(&store, 7, START + 1).await, RequestState::Over);
    assert_eq!(store.waiting_request(ada.id, id(101), START + 1).await.unwrap(), None);
    let late = answer(&ada, 1, 101, yes(), 1);
    assert_eq!(store.answer_request(late).await.unwrap(), Answered::NotOpen);
}

/// In the attempt, once, and in no other.
pub async fn an_approval_is_evidence_where_it_was_asked_for(store: Store) {
    let person = with_app(&store, 1).await;
    for attempt in [9, 10] {
        person.attempt(attempt).await;
    }
    open(&store, request(&person, 1, Asked::SignIn([9; 32]), START)).await;
    let answers = (1..=20).map(|message| answer(&person, 1, 101, yes(), message));
    let outcomes = together(answers.map(|answer| {
        let store = store.clone();
        async move { store.answer_request(answer).await.unwrap() }
    }))
    .await;
    let approved = Answered::Ended(RequestState::Approved);
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == approved).count(), 1);
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == Answered::NotOpen).count(), 19);
    let approval = proof(MethodKind::Approval, 101, START + 5);
    let row = store.request_of([9; 32], START + 6).await.unwrap().unwrap();
    assert_eq!((row.state, row.answered), (RequestState::Approved, Some((id(101), START + 5))));
    assert_eq!(store.sign_in([9; 32], START + 6).await.unwrap().unwrap().evidence, [approval]);
    assert_eq!(store.sign_in([10; 32], START + 6).await.unwrap().unwrap().evidence, []);
    assert_eq!(person.methods().await[1].last_used, Some(START + 5));
    person.sign_in(7, &[proof(MethodKind::Password, 1, START)]).await;
    open(&store, request(&person, 2, Asked::StepUp([7; 32]), START)).await;
    let stepped = store.answer_request(answer(&person, 2, 101, yes(), 30)).await.unwrap();
    assert_eq!(stepped, approved);
    let session = store.portal_session([7; 32], START + 6).await.unwrap().unwrap();
    assert_eq!(session.evidence, [proof(MethodKind::Password, 1, START), approval]);
}

/// There is no second try, and no evidence.
pub async fn a_wrong_number_a_denial_and_a_report_end_the_request(store: Store) {
    let person = with_app(&store, 1).await;
    for (number, decision, ends) in [
        (9, Decision::Approve("543210".to_owned()), RequestState::WrongNumber),
        (10, Decision::Approve("12345".to_owned()), RequestState::WrongNumber),
        (11, Decision::Deny, RequestState::Denied),
    ] {
        person.attempt(number).await;
        open(&store, request(&person, number, Asked::SignIn([number; 32]), START)).await;
        let ended = store.answer_request(answer(&person, number, 101, decision, number)).await.unwrap();
        assert_eq!(ended, Answered::Ended(ends));
        let again = store.answer_request(answer(&person, number, 101, yes(), number + 100)).await.unwrap();
        assert_eq!(again, Answered::NotOpen);
        assert_eq!(store.sign_in([number; 32], START + 6).await.unwrap().unwrap().evidence, []);
        assert_eq!(state(&store, number, START + 6).await, ends);
    }
    let lines = store.audit_after(0, 99).await.unwrap();
    let said: Vec<_> = lines.iter().rev().take(3).map(|row| row.line.action.as_str()).collect();
    assert_eq!(said, ["answered", "wrong-number", "wrong-number"]);
}

/// Another person's, one that waits, one that is suspended, one of another kind.
pub async fn only_a_live_approval_method_of_the_person_answers(store: Store) {
    let (ada, eve) = (with_app(&store, 1).await, with_app(&store, 2).await);
    ada.add(50, MethodKind::Code).await;
    ada.add(51, MethodKind::Approval).await;
    assert_eq!(ada.change(51, MethodChange::Suspend).await, Change::Changed);
    let waiting = ada.method(52, MethodKind::Approval, MethodState::Waiting).await;
    assert_eq!(store.add_method(waiting).await.unwrap(), Change::Changed);
    ada.attempt(9).await;
    open(&store, request(&ada, 1, Asked::SignIn([9; 32]), START)).await;
    for decision in [yes(), Decision::Deny, report()] {
        for (message, who, method) in
            [(1, &eve, 102), (2, &ada, 102), (3, &ada, 50), (4, &ada, 51), (5, &ada, 52), (6, &ada, 1)]
        {
            let refused = answer(who, 1, method, decision.clone(), message);
            assert_eq!(store.answer_request(refused).await.unwrap(), Answered::NotOpen, "{method}");
        }
    }
    for method in [50, 51, 52] {
        assert_eq!(store.waiting_request(ada.id, id(method), START + 1).await.unwrap(), None);
    }
    assert_eq!(state(&store, 9, START + 6).await, RequestState::Waiting);
}

/// Also for another request; what was refused is not used up.
pub async fn a_message_is_accepted_once(store: Store) {
    let person = with_app(&store, 1).await;
    for number in [9, 10] {
        person.attempt(number).await;
    }
    open(&store, request(&person, 1, Asked::SignIn([9; 32]), START)).await;
    let early = answer(&person, 2, 101, yes(), 1);
    assert_eq!(store.answer_request(early).await.unwrap(), Answered::NotOpen);
    let denied = answer(&person, 1, 101, Decision::Deny, 1);
    assert_eq!(store.answer_request(denied.clone()).await.unwrap(), Answered::Ended(RequestState::Denied));
    assert_eq!(store.answer_request(denied).await.unwrap(), Answered::Replayed);
    open(&store, request(&person, 2, Asked::SignIn([10; 32]), START)).await;
    for decision in [yes(), report()] {
        let replayed = answer(&person, 2, 101, decision, 1);
        assert_eq!(store.answer_request(replayed).await.unwrap(), Answered::Replayed);
    }
    assert_eq!(state(&store, 10, START + 6).await, RequestState::Waiting);
    store.sweep_expired(START + HOUR, 100).await.unwrap();
    assert_eq!(
        store.answer_request(answer(&person, 2, 101, yes(), 1)).await.unwrap(),
        Answered::NotOpen,
        "forgotten, and by then too old for its reader"
    );
}

/// Also after it was approved by mistake: who asked is out, and nobody asks for a while.
pub async fn a_report_pauses_and_throws_out_whoever_asked(store: Store) {
    let person = with_app(&store, 1).await;
    for attempt in [9, 10] {
        person.attempt(attempt).await;
    }
    open(&store, request(&person, 1, Asked::SignIn([9; 32]), START)).await;
    store.answer_request(answer(&person, 1, 101, yes(), 1)).await.unwrap();
    let reported = store.answer_request(answer(&person, 1, 101, report(), 2)).await.unwrap();
    assert_eq!(reported, Answered::Ended(RequestState::Reported));
    assert_eq!(store.sign_in([9; 32], START + 6).await.unwrap(), None);
    assert_eq!(state(&store, 9, START + 6).await, RequestState::Reported);
    let anew = |number, now| request(&person, number, Asked::SignIn([10; 32]), now);
    assert_eq!(open(&store, anew(2, START + 6)).await, OpenRequestOutcome::Paused(START + HOUR));
    assert_eq!(open(&store, anew(2, START + HOUR - 1)).await, OpenRequestOutcome::Paused(START + HOUR));
    person.attempt(11).await;
    person.sign_in(7, &[proof(MethodKind::Password, 1, START)]).await;
    let later =
        OpenRequest { now: START + HOUR, ..request(&person, 3, Asked::StepUp([7; 32]), START + HOUR) };
    assert_eq!(open(&store, later).await, OpenRequestOutcome::Opened);
    let mut shorter = answer(&person, 3, 101, Decision::Report { pause_until: START + 1 }, 3);
    shorter.now = START + HOUR + 1;
    assert_eq!(store.answer_request(shorter).await.unwrap(), Answered::Ended(RequestState::Reported));
    assert!(!person.is_in(7).await);
}

/// The mailed link and the method itself, together: neither alone.
pub async fn a_reported_method_comes_back_by_link_and_approval(store: Store) {
    let (ada, eve) = (with_app(&store, 1).await, with_app(&store, 2).await);
    for person in [&ada, &eve] {
        assert_eq!(person.change(person.id.0[0] + 100, MethodChange::Suspend).await, Change::Changed);
    }
    let suspended =
        |methods: Vec<regain_storage::portal::MethodRow>| (methods[1].state, methods[1].suspended);
    assert_eq!(suspended(ada.methods().await), (MethodState::Suspended, Some(START)));
    ada.add(103, MethodKind::Approval).await;
    assert_eq!(ada.change(103, MethodChange::Suspend).await, Change::Changed);
    for (hash, person, method) in [(1, &ada, 101), (2, &eve, 102)] {
        assert!(store.put_one_time(person.thing(hash, Purpose::Resume, Some(method))).await.unwrap());
    }
    let asks = |link, method| Asked::Resume { link: [link; 32], method: id(method) };
    for asked in [asks(2, 101), asks(2, 102), asks(3, 101), asks(1, 102), asks(1, 103)] {
        assert_eq!(open(&store, request(&ada, 1, asked, START)).await, OpenRequestOutcome::Gone, "{asked:?}");
    }
    // A thief's request for a sign-in does not stand in the way.
    ada.attempt(9).await;
    open(&store, request(&ada, 9, Asked::SignIn([9; 32]), START)).await;
    assert_eq!(open(&store, request(&ada, 1, asks(1, 101), START)).await, OpenRequestOutcome::Opened);
    assert_eq!(state(&store, 9, START + 1).await, RequestState::Over);
    let waiting = store.waiting_request(ada.id, id(101), START + 1).await.unwrap().unwrap();
    assert_eq!(waiting.id, RequestId([1; 16]));
    let before = ada.row().await.revision;
    let approved = store.answer_request(answer(&ada, 1, 101, yes(), 1)).await.unwrap();
    assert_eq!(approved, Answered::Ended(RequestState::Approved));
    assert_eq!(suspended(ada.methods().await), (MethodState::Live, None));
    assert!(ada.row().await.revision > before);
    assert_eq!(store.one_time([1; 32], Purpose::Resume, START + 6).await.unwrap(), None, "the link is used");
    assert_eq!(suspended(eve.methods().await).0, MethodState::Suspended);
}

/// For a day, as "It wasn't me" may come late.
pub async fn requests_are_forgotten_a_day_after_their_end(store: Store) {
    let person = with_app(&store, 1).await;
    person.attempt(9).await;
    open(&store, request(&person, 1, Asked::SignIn([9; 32]), START)).await;
    store.sweep_expired(START + WAITS + DAY - 1, 100).await.unwrap();
    assert!(store.request(person.id, RequestId([1; 16]), START).await.unwrap().is_some());
    store.sweep_expired(START + WAITS + DAY, 100).await.unwrap();
    assert_eq!(store.request(person.id, RequestId([1; 16]), START).await.unwrap(), None);
}
