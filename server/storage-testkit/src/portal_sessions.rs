//! Sessions of people.

use regain_storage::portal::{Change, MethodChange, MethodKind, Role};

use crate::Store;
use crate::person::{Person, notes, proof};
use crate::story::{DAY, START};

async fn signed_in(store: &Store, number: u8, tokens: &[u8]) -> Person {
    let person = Person::begin(store, number, Role::Member).await;
    person.add(number, MethodKind::Password).await;
    person.add(number + 100, MethodKind::Code).await;
    for token in tokens {
        person.sign_in(*token, &[proof(MethodKind::Password, number, START)]).await;
    }
    person
}

/// Ended by its own person only.
pub async fn a_session_lives_until_it_expires_or_ends(store: Store) {
    let ada = signed_in(&store, 1, &[11, 12]).await;
    let eve = signed_in(&store, 2, &[]).await;
    let found = store.portal_session([11; 32], START + DAY - 1).await.unwrap().unwrap();
    assert_eq!((found.person, found.origin.as_str(), found.expires), (ada.id, "here", START + DAY));
    assert_eq!(store.portal_session([11; 32], START + DAY).await.unwrap(), None);
    assert!(!store.end_portal_session(eve.id, [11; 32], notes("ended")).await.unwrap());
    assert!(ada.is_in(11).await);
    assert!(store.end_portal_session(ada.id, [11; 32], notes("ended")).await.unwrap());
    assert!(!store.end_portal_session(ada.id, [11; 32], notes("ended")).await.unwrap());
    assert!(!ada.is_in(11).await);
    assert!(ada.is_in(12).await);
}

/// And an older proof does not replace a newer one.
pub async fn stepping_up_needs_a_live_method_of_the_sessions_person(store: Store) {
    let ada = signed_in(&store, 1, &[11]).await;
    signed_in(&store, 2, &[]).await;
    let code = proof(MethodKind::Code, 101, START + 50);
    assert!(!store.step_up([11; 32], proof(MethodKind::Code, 102, START + 50)).await.unwrap());
    assert!(!store.step_up([11; 32], proof(MethodKind::Passkey, 101, START + 50)).await.unwrap());
    assert!(!store.step_up([11; 32], proof(MethodKind::Code, 101, START + DAY)).await.unwrap());
    assert!(!store.step_up([99; 32], code).await.unwrap());
    assert!(store.step_up([11; 32], code).await.unwrap());
    assert!(store.step_up([11; 32], proof(MethodKind::Code, 101, START + 49)).await.unwrap());
    let session = store.portal_session([11; 32], START).await.unwrap().unwrap();
    assert_eq!(session.evidence, [proof(MethodKind::Password, 1, START), code]);
    assert_eq!(ada.change(101, MethodChange::Suspend).await, Change::Changed);
    assert!(!store.step_up([11; 32], proof(MethodKind::Code, 101, START + 60)).await.unwrap());
}

/// "Sign out everywhere": nobody else's.
pub async fn all_but_one_end_and_with_them_the_attempts(store: Store) {
    let ada = signed_in(&store, 1, &[11, 12, 13]).await;
    let eve = signed_in(&store, 2, &[21]).await;
    ada.attempt(9).await;
    assert_eq!(store.end_portal_sessions(ada.id, Some([12; 32]), notes("ended")).await.unwrap(), 2);
    assert!(ada.is_in(12).await);
    assert!(!ada.is_in(11).await);
    assert_eq!(store.sign_in([9; 32], START).await.unwrap(), None);
    assert_eq!(store.end_portal_sessions(ada.id, None, notes("ended")).await.unwrap(), 1);
    assert_eq!(store.portal_sessions(ada.id, START).await.unwrap(), []);
    assert!(eve.is_in(21).await);
}
