//! The list of members, and what is changed in it.

use regain_storage::portal::{
    AddressRow, Change, ChangePerson, CreatePerson, CreatePersonOutcome, MethodKind, PeopleCount,
    PeopleQuery, PersonId, Role,
};

use crate::Store;
use crate::person::{Person, create, id, notes};
use crate::story::START;

async fn begin(store: &Store, number: u8, name: &str, shown: &str) -> Person {
    let request = CreatePerson { shown: shown.to_owned(), ..create(number, name, Role::Member) };
    assert_eq!(store.create_person(request).await.unwrap(), CreatePersonOutcome::Created);
    Person { store: store.clone(), id: PersonId([number; 16]) }
}

async fn found(store: &Store, holds: Option<&str>, after: Option<&str>, limit: usize) -> Vec<String> {
    let query = PeopleQuery { holds: holds.map(str::to_owned), after: after.map(str::to_owned), limit };
    let people = store.people(query, START).await.unwrap();
    people.into_iter().map(|(row, _)| row.name).collect()
}

/// By either name, in any case, and what is typed means nothing but itself.
pub async fn people_are_found_by_a_part_of_their_names_a_page_at_a_time(store: Store) {
    begin(&store, 1, "eve", "Eve Müller").await;
    let ada = begin(&store, 2, "ada", "Ada_100%").await;
    begin(&store, 3, "mueller", "MÜLLER").await;
    ada.add(9, MethodKind::Code).await;
    assert_eq!(found(&store, None, None, 9).await, ["ada", "eve", "mueller"]);
    assert_eq!(found(&store, None, None, 2).await, ["ada", "eve"]);
    assert_eq!(found(&store, None, Some("eve"), 2).await, ["mueller"]);
    assert_eq!(found(&store, Some("müll"), None, 9).await, ["eve", "mueller"]);
    assert_eq!(found(&store, Some("DA_1"), None, 9).await, ["ada"]);
    assert_eq!(found(&store, Some("00%"), None, 9).await, ["ada"]);
    assert_eq!(found(&store, Some("a%l"), None, 9).await, [] as [&str; 0]);
    assert_eq!(found(&store, Some("v_"), None, 9).await, [] as [&str; 0]);
    assert_eq!(found(&store, Some("\\"), None, 9).await, [] as [&str; 0]);
    let query = PeopleQuery { limit: 1, ..PeopleQuery::default() };
    let (row, methods) = store.people(query, START).await.unwrap().remove(0);
    assert_eq!((row.id, methods[0].id, methods.len()), (ada.id, id(9), 1));
}

/// And is found by the new one only.
pub async fn a_person_gets_another_name_to_show(store: Store) {
    let person = begin(&store, 1, "ada", "Ada Byron").await;
    let request = ChangePerson {
        person: person.id,
        revision: person.row().await.revision,
        shown: Some("Ada Lovelace".to_owned()),
        role: None,
        disabled: None,
        now: START,
        notes: notes("renamed"),
    };
    assert_eq!(store.change_person(request.clone()).await.unwrap(), Change::Changed);
    assert_eq!(store.change_person(request).await.unwrap(), Change::Moved);
    assert_eq!(person.row().await.shown, "Ada Lovelace");
    assert_eq!(found(&store, Some("lovelace"), None, 9).await, ["ada"]);
    assert_eq!(found(&store, Some("byron"), None, 9).await, [] as [&str; 0]);
    assert_eq!(found(&store, Some("ada"), None, 9).await, ["ada"]);
}

/// Whoever is asked for help, and how many could still sign in as administrators.
pub async fn the_privileged_are_listed_and_counted(store: Store) {
    let people = [Role::Administrator, Role::Member, Role::HelpDesk, Role::Administrator];
    for (number, role) in (1..).zip(people) {
        Person::begin(&store, number, role).await;
    }
    let listed: Vec<_> = store.privileged().await.unwrap().into_iter().map(|row| row.id.0[0]).collect();
    assert_eq!(listed, [1, 3, 4]);
    let last = Person { store: store.clone(), id: PersonId([4; 16]) };
    let request = ChangePerson {
        person: last.id,
        revision: last.row().await.revision,
        shown: None,
        role: None,
        disabled: Some(true),
        now: START,
        notes: notes("disabled"),
    };
    assert_eq!(store.change_person(request).await.unwrap(), Change::Changed);
    assert_eq!(store.count_people().await.unwrap(), PeopleCount { people: 4, administrators: 1 });
}

/// It decides nothing, so what was judged stays judged.
pub async fn the_language_of_mails_is_kept(store: Store) {
    let person = Person::begin(&store, 1, Role::Member).await;
    let before = person.row().await;
    assert_eq!(before.language, None);
    store.set_language(person.id, "de").await.unwrap();
    let after = person.row().await;
    assert_eq!((after.language.as_deref(), after.revision), (Some("de"), before.revision));
}

/// Nobody else's of the same spelling.
pub async fn an_address_is_removed_from_its_person(store: Store) {
    let (ada, eve) =
        (Person::begin(&store, 1, Role::Member).await, Person::begin(&store, 2, Role::Member).await);
    for person in [&ada, &eve] {
        assert!(store.add_address(person.id, "team@x", notes("address-added")).await.unwrap());
    }
    assert!(store.remove_address(ada.id, "team@x", notes("address-removed")).await.unwrap());
    assert!(!store.remove_address(ada.id, "team@x", notes("address-removed")).await.unwrap());
    assert_eq!(store.addresses(ada.id).await.unwrap(), []);
    let row = AddressRow { address: "team@x".to_owned(), confirmed: false };
    assert_eq!(store.addresses(eve.id).await.unwrap(), [row]);
}

/// Never anybody who was in use, and never the last administrator.
pub async fn an_invitation_is_taken_back_with_its_person(store: Store) {
    let (ada, eve) =
        (Person::begin(&store, 1, Role::Administrator).await, Person::begin(&store, 2, Role::Member).await);
    eve.add(2, MethodKind::Password).await;
    assert!(store.add_address(eve.id, "eve@x", notes("address-added")).await.unwrap());
    let used = Person::begin(&store, 3, Role::Member).await;
    used.add(3, MethodKind::Code).await;
    assert_eq!(used.change(3, regain_storage::portal::MethodChange::Remove).await, Change::Changed);
    let delete = |person: Person, revision| {
        let store = store.clone();
        async move { store.delete_invited(person.id, revision, notes("deleted")).await.unwrap() }
    };
    assert_eq!(delete(used.clone(), used.row().await.revision).await, Change::Moved);
    assert_eq!(delete(ada.clone(), ada.row().await.revision).await, Change::LastAdministrator);
    let revision = eve.row().await.revision;
    assert_eq!(delete(eve.clone(), revision + 1).await, Change::Moved);
    assert_eq!(delete(eve.clone(), revision).await, Change::Changed);
    assert_eq!(store.person(eve.id, START).await.unwrap(), None);
    let anew = CreatePerson { id: PersonId([4; 16]), ..create(2, "person-2", Role::Member) };
    assert_eq!(store.create_person(anew).await.unwrap(), CreatePersonOutcome::Created);
}
