//! Recovery requests.

use regain_storage::portal::{NewRecovery, PersonId, RecoveryClosed, RecoveryId, Role};

use crate::Store;
use crate::person::{Person, notes, together};
use crate::story::START;

fn ask(number: u8, person: u8) -> NewRecovery {
    NewRecovery {
        id: RecoveryId([number; 16]),
        person: PersonId([person; 16]),
        made: START + u64::from(number),
        origin: "192.0.2.7".to_owned(),
        note: "My phone fell into the lake.".to_owned(),
        notes: notes("recovery-asked"),
    }
}

/// However often somebody asks, and for nobody who is not there.
pub async fn one_recovery_request_is_open_for_a_person(store: Store) {
    for number in [1, 2] {
        Person::begin(&store, number, Role::Member).await;
    }
    let asked = together((10..30).map(|number| {
        let store = store.clone();
        async move { store.ask_recovery(ask(number, 1)).await.unwrap() }
    }))
    .await;
    assert_eq!(asked.iter().filter(|asked| **asked).count(), 1);
    assert!(store.ask_recovery(ask(40, 2)).await.unwrap());
    assert!(!store.ask_recovery(ask(41, 9)).await.unwrap(), "nobody has this id");
    let open = store.open_recoveries(9).await.unwrap();
    assert_eq!(open.iter().map(|row| row.person.0[0]).collect::<Vec<_>>(), [1, 2]);
    assert_eq!((open[1].id, open[1].made, open[1].closed.clone()), (RecoveryId([40; 16]), START + 40, None));
    assert_eq!(store.open_recoveries(1).await.unwrap(), open[..1]);
    let lines = store.audit_after(0, 99).await.unwrap();
    assert_eq!(lines.iter().filter(|row| row.line.action == "recovery-asked").count(), 2);
}

/// With what was checked, and by whom; then the person may ask again.
pub async fn a_recovery_request_is_closed_once(store: Store) {
    Person::begin(&store, 1, Role::Member).await;
    assert!(store.ask_recovery(ask(10, 1)).await.unwrap());
    let closed = RecoveryClosed {
        at: START + 50,
        by: Some(PersonId([2; 16])),
        checked: "Called back on the number in the directory.".to_owned(),
    };
    let close = || store.close_recovery(RecoveryId([10; 16]), closed.clone(), notes("recovery-closed"));
    assert!(close().await.unwrap());
    assert!(!close().await.unwrap());
    let row = store.recovery(RecoveryId([10; 16])).await.unwrap().unwrap();
    assert_eq!((row.note.as_str(), row.closed), ("My phone fell into the lake.", Some(closed)));
    assert_eq!(store.open_recoveries(9).await.unwrap(), []);
    assert!(store.ask_recovery(ask(11, 1)).await.unwrap());
}
