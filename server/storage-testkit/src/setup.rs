//! The first run.

use regain_storage::portal::{
    CreateFirst, CreatePersonOutcome, MethodKind, MethodState, NewMethod, PeopleCount, PersonState, Role,
};

use crate::Store;
use crate::person::{Person, create, id, proof, session, together};
use crate::story::{HOUR, START};

fn first(number: u8, link: u8) -> CreateFirst {
    let method = |number, kind| NewMethod {
        id: id(number),
        kind,
        state: MethodState::Live,
        name: String::new(),
        secret: Vec::new(),
        ends: (kind == MethodKind::Pass).then_some(START + HOUR),
        limited_until: None,
    };
    CreateFirst {
        link: [link; 32],
        person: create(number, &format!("person-{number}"), Role::Administrator),
        methods: vec![method(number, MethodKind::Password), method(number + 100, MethodKind::Pass)],
        session: session(number),
        evidence: vec![
            proof(MethodKind::Password, number, START),
            proof(MethodKind::Pass, number + 100, START),
        ],
    }
}

/// A new link ends the one before, and time does.
pub async fn the_first_link_is_the_newest(store: Store) {
    assert!(store.put_setup_link([1; 32], START + HOUR).await.unwrap());
    assert!(store.put_setup_link([2; 32], START + HOUR).await.unwrap());
    for (link, now, good) in
        [(1, START, false), (2, START, true), (2, START + HOUR, false), (3, START, false)]
    {
        assert_eq!(store.is_setup_link([link; 32], now).await.unwrap(), good, "{link}");
    }
    for refused in [first(1, 1), first(1, 3)] {
        assert_eq!(store.create_first(refused).await.unwrap(), CreatePersonOutcome::Taken);
    }
    let mut late = first(1, 2);
    late.person.now = START + HOUR;
    assert_eq!(store.create_first(late).await.unwrap(), CreatePersonOutcome::Taken);
    assert_eq!(store.count_people().await.unwrap(), PeopleCount::default());
}

/// Of twenty who have the link, one is the first.
pub async fn one_person_is_the_first(store: Store) {
    assert!(store.put_setup_link([1; 32], START + HOUR).await.unwrap());
    let outcomes = together((1..=20).map(|number| {
        let store = store.clone();
        async move { store.create_first(first(number, 1)).await.unwrap() == CreatePersonOutcome::Created }
    }))
    .await;
    let created: Vec<_> = (1..=20).zip(outcomes).filter(|(_, created)| *created).collect();
    assert_eq!(created.len(), 1);
    let number = created[0].0;
    let person = Person { store: store.clone(), id: regain_storage::portal::PersonId([number; 16]) };
    let row = person.row().await;
    assert_eq!((row.role, row.state), (Role::Administrator, PersonState::Invited));
    assert_eq!(person.methods().await.len(), 2);
    let evidence = store.portal_session([number; 32], START).await.unwrap().unwrap().evidence;
    assert_eq!(evidence.len(), 2);
    assert_eq!(store.count_people().await.unwrap(), PeopleCount { people: 1, administrators: 1 });
    assert!(!store.is_setup_link([1; 32], START).await.unwrap());
    assert!(!store.put_setup_link([2; 32], START + HOUR).await.unwrap(), "somebody is there");
}
