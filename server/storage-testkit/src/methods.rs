//! Methods.

use regain_storage::portal::{
    Change, MethodChange, MethodKind, MethodState, PersonId, PersonState, Purpose, RemoveMethods, Role,
    TakeOneTime,
};

use crate::Store;
use crate::person::{Person, id, notes, proof, together};
use crate::story::START;

/// An id is no key to anybody else's method.
pub async fn a_method_is_seen_with_its_person_and_with_nobody_else(store: Store) {
    let (ada, eve) =
        (Person::begin(&store, 1, Role::Member).await, Person::begin(&store, 2, Role::Member).await);
    ada.add(1, MethodKind::Password).await;
    ada.add(2, MethodKind::Code).await;
    assert_eq!(store.method_secret(ada.id, id(2)).await.unwrap(), Some(vec![2; 20]));
    assert_eq!(store.method_secret(eve.id, id(2)).await.unwrap(), None);
    assert!(!store.accept_step(eve.id, id(2), 9).await.unwrap());
    for change in [
        MethodChange::Remove,
        MethodChange::Rename("mine".to_owned()),
        MethodChange::MakeDefault,
        MethodChange::Suspend,
    ] {
        assert_eq!(eve.change(2, change).await, Change::Moved);
    }
    let method = &ada.methods().await[1];
    assert_eq!((method.name.as_str(), method.state, method.added), ("method 2", MethodState::Live, START));
    assert_eq!((method.kind, method.last_used, method.left), (MethodKind::Code, None, 0));
}

/// Also when all methods are gone again.
pub async fn the_first_everyday_method_makes_an_active_person_for_good(store: Store) {
    let person = Person::begin(&store, 1, Role::Member).await;
    person.add(1, MethodKind::Password).await;
    person.add(2, MethodKind::RecoveryCodes).await;
    let request = person.method(3, MethodKind::Code, MethodState::Waiting).await;
    assert_eq!(store.add_method(request).await.unwrap(), Change::Changed);
    assert_eq!(person.row().await.state, PersonState::Invited);
    assert_eq!(person.change(3, MethodChange::GoLive { replacing: None }).await, Change::Changed);
    assert_eq!(person.row().await.state, PersonState::Active);
    assert_eq!(person.change(3, MethodChange::Remove).await, Change::Changed);
    assert_eq!(person.row().await.state, PersonState::Active);
}

/// Not before, and the new one is asked for first where the old one was.
pub async fn a_replaced_method_goes_when_the_new_one_lives(store: Store) {
    let person = Person::begin(&store, 1, Role::Member).await;
    person.add(1, MethodKind::Code).await;
    assert_eq!(person.change(1, MethodChange::MakeDefault).await, Change::Changed);
    let request = person.method(2, MethodKind::Code, MethodState::Waiting).await;
    assert_eq!(store.add_method(request).await.unwrap(), Change::Changed);
    assert_eq!(person.ids().await, [id(1), id(2)]);
    let live = MethodChange::GoLive { replacing: Some(id(1)) };
    assert_eq!(person.change(2, live.clone()).await, Change::Changed);
    assert_eq!(person.ids().await, [id(2)]);
    assert_eq!(person.row().await.default_method, Some(id(2)));
    assert_eq!(person.change(2, live).await, Change::Moved, "it lives already");
    assert_eq!(person.change(2, MethodChange::Remove).await, Change::Changed);
    assert_eq!(person.row().await.default_method, None);
}

/// A method that waits, or is suspended, is not brought to life by another change.
pub async fn changes_start_from_their_state(store: Store) {
    let person = Person::begin(&store, 1, Role::Member).await;
    person.add(1, MethodKind::Code).await;
    let live = MethodChange::GoLive { replacing: None };
    assert_eq!(person.change(1, live.clone()).await, Change::Moved);
    assert_eq!(person.change(1, MethodChange::Resume).await, Change::Moved);
    assert_eq!(person.change(1, MethodChange::Suspend).await, Change::Changed);
    assert_eq!(person.change(1, MethodChange::Suspend).await, Change::Moved);
    assert_eq!(person.change(1, MethodChange::MakeDefault).await, Change::Moved);
    assert_eq!(person.change(1, live).await, Change::Moved);
    assert_eq!(person.change(1, MethodChange::Rename("old phone".to_owned())).await, Change::Changed);
    assert_eq!(person.change(1, MethodChange::Resume).await, Change::Changed);
    assert_eq!(person.methods().await[0].state, MethodState::Live);
    assert_eq!(person.methods().await[0].name, "old phone");
}

/// Two tabs, each of which saw two methods and removes another one: one stays.
pub async fn of_two_removals_at_once_one_happens(store: Store) {
    let person = Person::begin(&store, 1, Role::Member).await;
    person.add(1, MethodKind::Code).await;
    person.add(2, MethodKind::Approval).await;
    let requests =
        [person.changing(1, MethodChange::Remove).await, person.changing(2, MethodChange::Remove).await];
    let outcomes = together(requests.map(|request| {
        let store = store.clone();
        async move { store.change_method(request).await.unwrap() }
    }))
    .await;
    assert!(outcomes.contains(&Change::Changed) && outcomes.contains(&Change::Moved), "{outcomes:?}");
    assert_eq!(person.ids().await.len(), 1);
}

/// And no earlier step after it.
pub async fn of_two_sign_ins_with_one_code_one_is_accepted(store: Store) {
    let person = Person::begin(&store, 1, Role::Member).await;
    person.add(1, MethodKind::Code).await;
    person.add(2, MethodKind::Password).await;
    let owner = person.id;
    let accepted = together((0..20).map(|_| {
        let store = store.clone();
        async move { store.accept_step(owner, id(1), 1000).await.unwrap() }
    }))
    .await;
    assert_eq!(accepted.iter().filter(|accepted| **accepted).count(), 1);
    assert!(!store.accept_step(owner, id(1), 999).await.unwrap());
    assert!(store.accept_step(owner, id(1), 1001).await.unwrap());
    assert!(!store.accept_step(owner, id(2), 1002).await.unwrap(), "a password has no steps");
}

/// Or is always 0: many authenticators have none.
pub async fn a_passkeys_counter_only_rises(store: Store) {
    let person = Person::begin(&store, 1, Role::Member).await;
    for (number, kind) in [(1, MethodKind::Passkey), (2, MethodKind::Passkey), (3, MethodKind::Code)] {
        person.add(number, kind).await;
    }
    let accept = |number, count| store.accept_count(person.id, id(number), count);
    for (count, accepted) in
        [(0, true), (0, true), (5, true), (5, false), (4, false), (0, false), (u32::MAX, true)]
    {
        assert_eq!(accept(1, count).await.unwrap(), accepted, "{count}");
    }
    assert!(accept(2, 1).await.unwrap(), "each has its own");
    assert!(!accept(3, 1).await.unwrap(), "a code has none");
    assert!(!store.accept_count(PersonId([9; 16]), id(2), 2).await.unwrap());
    let accepted = together((0..20).map(|_| {
        let (store, owner) = (store.clone(), person.id);
        async move { store.accept_count(owner, id(2), 7).await.unwrap() }
    }))
    .await;
    assert_eq!(accepted.iter().filter(|accepted| **accepted).count(), 1);
}

/// A new pass takes the place of the old one, and whoever came in by the old one is out.
pub async fn a_pass_is_one_and_its_sessions_end_with_it(store: Store) {
    let person = Person::begin(&store, 1, Role::Member).await;
    person.add(1, MethodKind::Password).await;
    person.add(2, MethodKind::Code).await;
    let mut pass = person.method(3, MethodKind::Pass, MethodState::Live).await;
    pass.things = vec![person.thing(3, Purpose::Pass, Some(3))];
    assert_eq!(store.add_method(pass).await.unwrap(), Change::Changed);
    assert_eq!(person.methods().await.iter().map(|method| method.left).max(), Some(1));
    let password = proof(MethodKind::Password, 1, START);
    person.sign_in(7, &[password, proof(MethodKind::Pass, 3, START)]).await;
    person.sign_in(8, &[password, proof(MethodKind::Code, 2, START)]).await;
    let mut pass = person.method(4, MethodKind::Pass, MethodState::Live).await;
    pass.things = vec![person.thing(4, Purpose::Pass, Some(4))];
    assert_eq!(store.add_method(pass).await.unwrap(), Change::Changed);
    assert_eq!(person.ids().await, [id(1), id(2), id(4)]);
    assert!(!person.is_in(7).await);
    assert!(person.is_in(8).await);
    let take =
        |hash: u8| TakeOneTime { hash: [hash; 32], person: person.id, purpose: Purpose::Pass, now: START };
    assert_eq!(store.take_one_time(take(3)).await.unwrap(), None);
    assert!(store.take_one_time(take(4)).await.unwrap().is_some());
}

/// On the revision it was decided on.
pub async fn registering_anew_removes_the_chosen_kinds_and_ends_everything(store: Store) {
    let person = Person::begin(&store, 1, Role::Member).await;
    for (number, kind) in [
        (1, MethodKind::Password),
        (2, MethodKind::Code),
        (3, MethodKind::Approval),
        (4, MethodKind::Passkey),
        (5, MethodKind::Code),
    ] {
        person.add(number, kind).await;
    }
    person.sign_in(7, &[proof(MethodKind::Passkey, 4, START)]).await;
    person.attempt(9).await;
    let request = RemoveMethods {
        person: person.id,
        revision: person.row().await.revision,
        kinds: vec![MethodKind::Code, MethodKind::Approval],
        notes: notes("re-registration"),
    };
    assert_eq!(store.remove_methods(request.clone()).await.unwrap(), Change::Changed);
    assert_eq!(store.remove_methods(request).await.unwrap(), Change::Moved);
    assert_eq!(person.ids().await, [id(1), id(4)]);
    assert!(!person.is_in(7).await);
    assert_eq!(store.sign_in([9; 32], START).await.unwrap(), None);
}
