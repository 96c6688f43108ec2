//! Deeds that wait for a second administrator.

use regain_storage::portal::{
    Carried, Change, ChangePerson, DeedId, DeedRow, MethodKind, MethodState, PersonId, Purpose,
    RemoveMethods, Role,
};

use crate::Store;
use crate::person::{Person, notes, together};
use crate::story::{DAY, START};

fn deed(number: u8, target: &Person, deed: &str) -> DeedRow {
    DeedRow {
        id: DeedId([number; 16]),
        by: PersonId([1; 16]),
        target: target.id,
        deed: deed.to_owned(),
        made: START + u64::from(number),
        expires: START + DAY,
    }
}

async fn cast(store: &Store) -> (Person, Person) {
    Person::begin(store, 1, Role::Administrator).await;
    (Person::begin(store, 2, Role::Administrator).await, Person::begin(store, 3, Role::HelpDesk).await)
}

async fn demote(person: &Person) -> Carried {
    let (person, revision) = (person.id, person.row().await.revision);
    let role = Some(Role::Member);
    let notes = notes("role");
    Carried::Person(ChangePerson { person, revision, shown: None, role, disabled: None, now: START, notes })
}

/// The same deed does not wait twice.
pub async fn a_deed_waits_until_it_is_withdrawn_or_too_old(store: Store) {
    let (bob, carol) = cast(&store).await;
    let propose = |deed| {
        let store = store.clone();
        async move { store.propose_deed(deed, notes("proposed")).await.unwrap() }
    };
    assert!(propose(deed(2, &bob, "disable")).await);
    assert!(propose(deed(1, &carol, "disable")).await);
    assert!(!propose(deed(3, &bob, "disable")).await);
    assert!(propose(deed(4, &bob, "issue-pass")).await);
    let waiting: Vec<_> =
        store.proposed_deeds(START + 9).await.unwrap().into_iter().map(|row| row.id.0[0]).collect();
    assert_eq!(waiting, [1, 2, 4]);
    assert_eq!(
        store.proposed_deed(DeedId([2; 16]), START + 9).await.unwrap(),
        Some(deed(2, &bob, "disable"))
    );
    assert_eq!(store.proposed_deed(DeedId([2; 16]), START + DAY).await.unwrap(), None);
    assert!(store.drop_deed(DeedId([2; 16]), notes("withdrawn")).await.unwrap());
    assert!(!store.drop_deed(DeedId([2; 16]), notes("withdrawn")).await.unwrap());
    assert!(
        propose(DeedRow { made: START + DAY, expires: START + 2 * DAY, ..deed(5, &carol, "disable") }).await
    );
    store.sweep_expired(START + DAY, 100).await.unwrap();
    assert_eq!(store.proposed_deeds(START).await.unwrap().len(), 1);
}

/// Of twenty clicks one counts, and only for the person it is about.
pub async fn a_deed_is_carried_out_once(store: Store) {
    let (bob, carol) = cast(&store).await;
    assert!(store.propose_deed(deed(1, &bob, "demote"), notes("proposed")).await.unwrap());
    let other = demote(&carol).await;
    assert_eq!(store.carry_out(DeedId([1; 16]), other, START + 9).await.unwrap(), Change::Moved);
    assert_eq!(carol.row().await.role, Role::HelpDesk);
    let late = demote(&bob).await;
    assert_eq!(store.carry_out(DeedId([1; 16]), late, START + DAY).await.unwrap(), Change::Moved);
    let request = demote(&bob).await;
    let outcomes = together((0..20).map(|_| {
        let (store, request) = (store.clone(), request.clone());
        async move { store.carry_out(DeedId([1; 16]), request, START + 9).await.unwrap() }
    }))
    .await;
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == Change::Changed).count(), 1);
    assert_eq!(bob.row().await.role, Role::Member);
    assert_eq!(store.proposed_deeds(START + 9).await.unwrap(), []);
}

/// The person changed meanwhile, or the last administrator would go: the deed waits on.
pub async fn a_deed_that_can_not_be_done_waits_on(store: Store) {
    let (bob, _) = cast(&store).await;
    assert!(store.propose_deed(deed(1, &bob, "demote"), notes("proposed")).await.unwrap());
    let stale = demote(&bob).await;
    bob.add(9, MethodKind::Code).await;
    assert_eq!(store.carry_out(DeedId([1; 16]), stale, START + 9).await.unwrap(), Change::Moved);
    let first = Person { store: store.clone(), id: PersonId([1; 16]) };
    let Carried::Person(request) = demote(&first).await else { unreachable!() };
    assert_eq!(store.change_person(request).await.unwrap(), Change::Changed);
    let last = demote(&bob).await;
    assert_eq!(store.carry_out(DeedId([1; 16]), last, START + 9).await.unwrap(), Change::LastAdministrator);
    assert_eq!(store.proposed_deeds(START + 9).await.unwrap().len(), 1);
}

/// A pass, and registering anew.
pub async fn passes_and_removals_are_carried_out_too(store: Store) {
    let (bob, _) = cast(&store).await;
    bob.add(9, MethodKind::Code).await;
    for number in [1, 2] {
        let proposed = deed(number, &bob, &format!("deed {number}"));
        assert!(store.propose_deed(proposed, notes("proposed")).await.unwrap());
    }
    let mut pass = bob.method(8, MethodKind::Pass, MethodState::Live).await;
    pass.things = vec![bob.thing(8, Purpose::Pass, Some(8))];
    let pass = Carried::Method(Box::new(pass));
    assert_eq!(store.carry_out(DeedId([1; 16]), pass, START + 9).await.unwrap(), Change::Changed);
    assert!(store.one_time([8; 32], Purpose::Pass, START).await.unwrap().is_some());
    let (person, revision, kinds) = (bob.id, bob.row().await.revision, vec![MethodKind::Code]);
    let removal = Carried::Removal(RemoveMethods { person, revision, kinds, notes: notes("removed") });
    assert_eq!(store.carry_out(DeedId([2; 16]), removal, START + 9).await.unwrap(), Change::Changed);
    assert_eq!(bob.methods().await.iter().map(|method| method.kind).collect::<Vec<_>>(), [MethodKind::Pass]);
}
