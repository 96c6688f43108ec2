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

/// The link of an invitation and the password that it sets: of two tabs one does, and a change that did not happen uses nothing.
pub async fn a_thing_is_used_by_the_change_or_not_at_all(store: Store) {
    let (ada, eve) =
        (Person::begin(&store, 1, Role::Member).await, Person::begin(&store, 2, Role::Member).await);
    assert!(store.put_one_time(ada.thing(1, Purpose::Invitation, None)).await.unwrap());
    let password = |person: Person, number, thing| async move {
        let mut request = person.method(number, MethodKind::Password, MethodState::Live).await;
        request.taking = Some(thing);
        request
    };
    let link = take(&ada, 1, Purpose::Invitation);
    let add = |request| {
        let store = store.clone();
        async move { store.add_method(request).await.unwrap() }
    };
    let mut stale = password(ada.clone(), 10, link).await;
    stale.revision += 1;
    let mut late = link;
    late.now = START + HOUR;
    for refused in [
        stale,
        password(eve.clone(), 10, link).await,
        password(eve.clone(), 10, take(&eve, 1, Purpose::Invitation)).await,
        password(ada.clone(), 10, take(&ada, 1, Purpose::Resume)).await,
        password(ada.clone(), 10, late).await,
    ] {
        assert_eq!(add(refused).await, Change::Moved);
    }
    assert!(store.one_time([1; 32], Purpose::Invitation, START).await.unwrap().is_some());
    let requests = [password(ada.clone(), 10, link).await, password(ada.clone(), 11, link).await];
    let outcomes = together(requests.map(|request| {
        let store = store.clone();
        async move { store.add_method(request).await.unwrap() }
    }))
    .await;
    assert!(outcomes.contains(&Change::Changed) && outcomes.contains(&Change::Moved), "{outcomes:?}");
    assert_eq!(ada.ids().await.len(), 1);
    assert_eq!(add(password(ada.clone(), 12, link).await).await, Change::Moved, "the link is used");
    assert_eq!(eve.ids().await, []);
}

/// The link that takes back "report lost" leads to the one method, while that is suspended.
pub async fn a_method_is_resumed_by_its_own_link(store: Store) {
    let person = Person::begin(&store, 1, Role::Member).await;
    for (number, kind) in [(5, MethodKind::Code), (6, MethodKind::Code)] {
        person.add(number, kind).await;
    }
    assert!(store.put_one_time(person.thing(1, Purpose::Resume, Some(5))).await.unwrap());
    let resume = |number| {
        let (store, person) = (store.clone(), person.clone());
        async move {
            let mut request = person.changing(number, MethodChange::Resume).await;
            request.taking = Some(take(&person, 1, Purpose::Resume));
            store.change_method(request).await.unwrap()
        }
    };
    assert_eq!(resume(5).await, Change::Moved, "it is in use");
    assert_eq!(person.change(5, MethodChange::Suspend).await, Change::Changed);
    assert_eq!(person.change(6, MethodChange::Suspend).await, Change::Changed);
    assert_eq!(person.methods().await[0].suspended, Some(START));
    assert_eq!(resume(6).await, Change::Moved, "another method's link");
    assert_eq!(resume(5).await, Change::Changed);
    assert_eq!(resume(5).await, Change::Moved);
    let states: Vec<_> = person.methods().await.into_iter().map(|row| (row.state, row.suspended)).collect();
    assert_eq!(states, [(MethodState::Live, None), (MethodState::Suspended, Some(START))]);
}

/// A new invitation ends the one before, and nothing else.
pub async fn things_of_a_purpose_are_forgotten(store: Store) {
    let (ada, eve) =
        (Person::begin(&store, 1, Role::Member).await, Person::begin(&store, 2, Role::Member).await);
    for thing in [
        ada.thing(1, Purpose::Invitation, None),
        ada.thing(2, Purpose::Invitation, None),
        ada.thing(3, Purpose::ConfirmAddress, None),
        eve.thing(4, Purpose::Invitation, None),
    ] {
        assert!(store.put_one_time(thing).await.unwrap());
    }
    assert_eq!(store.forget_one_times(ada.id, Purpose::Invitation).await.unwrap(), 2);
    assert_eq!(store.take_one_time(take(&ada, 1, Purpose::Invitation)).await.unwrap(), None);
    assert!(store.take_one_time(take(&ada, 3, Purpose::ConfirmAddress)).await.unwrap().is_some());
    assert!(store.take_one_time(take(&eve, 4, Purpose::Invitation)).await.unwrap().is_some());
}
