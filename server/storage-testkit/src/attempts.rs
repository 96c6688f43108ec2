//! Sign-in attempts.

use regain_storage::PutAttempt;

use crate::Store;
use crate::story::START;

fn attempt(id: u8) -> PutAttempt {
    PutAttempt { id: [id; 32], state: vec![id; 100], expires: START + 1000 }
}

/// And an id can't be given twice.
pub async fn an_attempt_is_taken_once(store: Store) {
    assert!(store.put_attempt(attempt(1)).await.unwrap());
    assert!(!store.put_attempt(PutAttempt { state: vec![9], ..attempt(1) }).await.unwrap());
    assert_eq!(store.take_attempt([1; 32], START).await.unwrap(), Some(vec![1; 100]));
    assert_eq!(store.take_attempt([1; 32], START).await.unwrap(), None);
    assert_eq!(store.take_attempt([2; 32], START).await.unwrap(), None);
}

/// Fifty ask at the same time.
pub async fn of_fifty_at_once_one_takes_the_attempt(store: Store) {
    assert!(store.put_attempt(attempt(1)).await.unwrap());
    let tasks: Vec<_> = (0..50)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { store.take_attempt([1; 32], START).await.unwrap() })
        })
        .collect();
    let mut taken = 0;
    for task in tasks {
        taken += usize::from(task.await.unwrap().is_some());
    }
    assert_eq!(taken, 1);
}

/// From `expires` on it is as if it had never been.
pub async fn an_expired_attempt_is_not_taken(store: Store) {
    assert!(store.put_attempt(attempt(1)).await.unwrap());
    assert_eq!(store.take_attempt([1; 32], START + 1000).await.unwrap(), None);
    assert!(store.put_attempt(attempt(2)).await.unwrap());
    assert!(store.take_attempt([2; 32], START + 999).await.unwrap().is_some());
}
