//! People.

use regain_storage::portal::{
    AddressRow, Change, ChangePerson, CreatePersonOutcome, MethodKind, PersonId, PersonState, Purpose, Role,
};

use crate::Store;
use crate::person::{Person, create, notes, proof, together};
use crate::story::{DAY, HOUR, START};

async fn change(person: &Person, role: Option<Role>, disabled: Option<bool>) -> ChangePerson {
    let revision = person.row().await.revision;
    ChangePerson {
        person: person.id,
        revision,
        shown: None,
        role,
        disabled,
        now: START + DAY,
        notes: notes("changed"),
    }
}

/// And so does an id.
pub async fn a_name_belongs_to_one_person(store: Store) {
    assert_eq!(
        store.create_person(create(1, "ada", Role::Member)).await.unwrap(),
        CreatePersonOutcome::Created
    );
    for request in [create(2, "ada", Role::Administrator), create(1, "eve", Role::Administrator)] {
        assert_eq!(store.create_person(request).await.unwrap(), CreatePersonOutcome::Taken);
    }
    let (row, methods) = store.person_by_name("ada", START).await.unwrap().unwrap();
    assert_eq!((row.id, row.role, row.state), (PersonId([1; 16]), Role::Member, PersonState::Invited));
    assert_eq!((row.shown.as_str(), row.role_since, methods.len()), ("ADA", START, 0));
    assert_eq!(store.person_by_name("eve", START).await.unwrap(), None);
    assert_eq!(store.person(PersonId([2; 16]), START).await.unwrap(), None);
}

/// Of ten that were decided on the same revision, one happens.
pub async fn a_change_decided_on_another_revision_does_not_happen(store: Store) {
    let person = Person::begin(&store, 1, Role::Member).await;
    let request = change(&person, Some(Role::HelpDesk), None).await;
    let outcomes = together((0..10).map(|_| {
        let (store, request) = (store.clone(), request.clone());
        async move { store.change_person(request).await.unwrap() }
    }))
    .await;
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == Change::Changed).count(), 1);
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == Change::Moved).count(), 9);
    let row = person.row().await;
    assert_eq!((row.role, row.role_since), (Role::HelpDesk, START + DAY));
}

/// Two administrators who disable or demote each other at the same time: one is left.
pub async fn the_last_administrator_stays_whoever_asks_at_once(store: Store) {
    let people = [
        Person::begin(&store, 1, Role::Administrator).await,
        Person::begin(&store, 2, Role::Administrator).await,
    ];
    let requests =
        [change(&people[0], None, Some(true)).await, change(&people[1], Some(Role::Member), None).await];
    let outcomes = together(requests.map(|request| {
        let store = store.clone();
        async move { store.change_person(request).await.unwrap() }
    }))
    .await;
    assert!(outcomes.contains(&Change::Changed) && outcomes.contains(&Change::LastAdministrator));
    // A disabled administrator is none.
    for person in &people {
        let request = change(person, Some(Role::Member), None).await;
        let row = person.row().await;
        let is_last = row.role == Role::Administrator && row.state != PersonState::Disabled;
        let expected = if is_last { Change::LastAdministrator } else { Change::Changed };
        assert_eq!(store.change_person(request).await.unwrap(), expected);
    }
}

/// And comes back as what the person was.
pub async fn a_disabled_person_loses_sessions_and_attempts_at_once(store: Store) {
    for (number, enrolled, back) in [(1, false, PersonState::Invited), (2, true, PersonState::Active)] {
        let person = Person::begin(&store, number, Role::Member).await;
        let password = proof(MethodKind::Password, number, START);
        person.add(number, MethodKind::Password).await;
        if enrolled {
            person.add(100 + number, MethodKind::Code).await;
        }
        person.sign_in(number, &[password]).await;
        person.attempt(50 + number).await;
        let request = change(&person, None, Some(true)).await;
        assert_eq!(store.change_person(request).await.unwrap(), Change::Changed);
        assert_eq!(person.row().await.state, PersonState::Disabled);
        assert!(!person.is_in(number).await);
        assert_eq!(store.sign_in([50 + number; 32], START).await.unwrap(), None);
        let request = change(&person, None, Some(false)).await;
        assert_eq!(store.change_person(request).await.unwrap(), Change::Changed);
        assert_eq!(person.row().await.state, back);
    }
}

/// Not by another person's link, another purpose's, or a used one; and nobody's other address.
pub async fn an_address_is_confirmed_by_its_own_link_only(store: Store) {
    let (ada, eve) =
        (Person::begin(&store, 1, Role::Member).await, Person::begin(&store, 2, Role::Member).await);
    assert!(store.add_address(ada.id, "ada@x", notes("address-added")).await.unwrap());
    assert!(!store.add_address(ada.id, "ada@x", notes("address-added")).await.unwrap());
    for thing in [
        ada.thing(1, Purpose::ConfirmAddress, None),
        ada.thing(2, Purpose::Resume, None),
        eve.thing(3, Purpose::ConfirmAddress, None),
    ] {
        assert!(store.put_one_time(thing).await.unwrap());
    }
    let confirm = |link: u8, address: &'static str, now| {
        let store = store.clone();
        async move { store.confirm_address([link; 32], address, now, notes("confirmed")).await.unwrap() }
    };
    assert!(!confirm(2, "ada@x", START).await);
    assert!(!confirm(3, "ada@x", START).await);
    assert!(!confirm(1, "eve@x", START).await);
    assert!(!confirm(1, "ada@x", START + HOUR).await);
    let row = |confirmed| AddressRow { address: "ada@x".to_owned(), confirmed };
    assert_eq!(store.addresses(ada.id).await.unwrap(), [row(false)]);
    assert!(confirm(1, "ada@x", START).await);
    assert!(!confirm(1, "ada@x", START).await, "the link is used");
    assert_eq!(store.addresses(ada.id).await.unwrap(), [row(true)]);
    assert_eq!(store.addresses(eve.id).await.unwrap(), []);
}
