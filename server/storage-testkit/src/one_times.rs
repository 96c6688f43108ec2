//! Things that are good once.

use regain_storage::portal::{
    Change, MethodChange, MethodKind, MethodState, NewOneTime, OneTimeRow, Purpose, Role, TakeOneTime, Taken,
};

use crate::Store;
use crate::person::{Person, id, together};
use crate::story::{HOUR, START};

fn take(person: &Person, hash: u8, purpose: Purpose) -> TakeOneTime {
    TakeOneTime { hash: [hash; 32], person: person.id, purpose, now: START }
}

/// Fifty ask at the same time.
pub async fn of_two_at_once_one_gets_the_thing(store: Store) {
    let person = Person::begin(&store, 1, Role::Member).await;
    assert!(store.put_one_time(person.thing(1, Purpose::Enrolment, None)).await.unwrap());
    assert!(!store.put_one_time(person.thing(1, Purpose::Pass, None)).await.unwrap());
    let request = take(&person, 1, Purpose::Enrolment);
    let taken = together((0..50).map(|_| {
        let store = store.clone();
        async move { store.take_one_time(request).await.unwrap() }
    }))
    .await;
    assert_eq!(taken.into_iter().flatten().collect::<Vec<_>>(), [Taken { method: None }]);
    assert_eq!(store.one_time([1; 32], Purpose::Enrolment, START).await.unwrap(), None);
}

/// Nobody else's try uses it up.
pub async fn a_thing_is_bound_to_person_and_purpose(store: Store) {
    let (ada, eve) =
        (Person::begin(&store, 1, Role::Member).await, Person::begin(&store, 2, Role::Member).await);
    assert!(store.put_one_time(ada.thing(1, Purpose::Resume, None)).await.unwrap());
    assert_eq!(store.take_one_time(take(&eve, 1, Purpose::Resume)).await.unwrap(), None);
    assert_eq!(store.take_one_time(take(&ada, 1, Purpose::Pass)).await.unwrap(), None);
    assert_eq!(store.one_time([1; 32], Purpose::Pass, START).await.unwrap(), None);
    assert_eq!(store.take_one_time(take(&ada, 2, Purpose::Resume)).await.unwrap(), None);
    assert!(store.take_one_time(take(&ada, 1, Purpose::Resume)).await.unwrap().is_some());
}

/// A mail scanner that opens the link has not used it.
pub async fn looking_uses_nothing_and_time_ends_it(store: Store) {
    let person = Person::begin(&store, 1, Role::Member).await;
    assert!(store.put_one_time(person.thing(1, Purpose::Invitation, None)).await.unwrap());
    let row = OneTimeRow { person: person.id, method: None, expires: Some(START + HOUR) };
    for now in [START, START + HOUR - 1] {
        assert_eq!(store.one_time([1; 32], Purpose::Invitation, now).await.unwrap(), Some(row));
    }
    assert_eq!(store.one_time([1; 32], Purpose::Invitation, START + HOUR).await.unwrap(), None);
    let mut request = take(&person, 1, Purpose::Invitation);
    request.now = START + HOUR;
    assert_eq!(store.take_one_time(request).await.unwrap(), None);
    request.now = START + HOUR - 1;
    assert!(store.take_one_time(request).await.unwrap().is_some());
}

async fn with_codes(store: &Store) -> Person {
    let person = Person::begin(store, 1, Role::Member).await;
    let mut request = person.method(5, MethodKind::RecoveryCodes, MethodState::Live).await;
    let code = |hash| NewOneTime { expires: None, ..person.thing(hash, Purpose::RecoveryCode, Some(5)) };
    request.things = (1..=3).map(code).collect();
    assert_eq!(store.add_method(request).await.unwrap(), Change::Changed);
    person
}

/// The set says how many are left.
pub async fn a_recovery_code_is_used_once_and_the_rest_stays(store: Store) {
    let person = with_codes(&store).await;
    for (hash, left) in [(1, 2), (3, 1), (2, 0)] {
        let request = take(&person, hash, Purpose::RecoveryCode);
        assert_eq!(store.take_one_time(request).await.unwrap(), Some(Taken { method: Some(id(5)) }));
        assert_eq!(store.take_one_time(request).await.unwrap(), None);
        assert_eq!(person.methods().await[0].left, left);
    }
}

/// A new set of codes ends the old one.
pub async fn things_of_a_suspended_or_removed_method_are_no_good(store: Store) {
    let person = with_codes(&store).await;
    assert_eq!(person.change(5, MethodChange::Suspend).await, Change::Changed);
    assert_eq!(store.take_one_time(take(&person, 1, Purpose::RecoveryCode)).await.unwrap(), None);
    assert_eq!(person.change(5, MethodChange::Resume).await, Change::Changed);
    assert!(store.take_one_time(take(&person, 1, Purpose::RecoveryCode)).await.unwrap().is_some());
    person.add(6, MethodKind::RecoveryCodes).await;
    assert_eq!(store.take_one_time(take(&person, 2, Purpose::RecoveryCode)).await.unwrap(), None);
    assert_eq!(person.ids().await, [id(6)]);
}
