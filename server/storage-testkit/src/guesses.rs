//! Failures in a row.

use regain_storage::portal::{CountGuess, Failures, GuessKey};

use crate::Store;
use crate::person::together;
use crate::story::{DAY, START};

const A: GuessKey = [1; 32];
const B: GuessKey = [2; 32];
const NONE: Failures = Failures { in_row: 0, last: 0 };

fn guess(counters: &[(GuessKey, Failures)], now: u64) -> CountGuess {
    CountGuess { counters: counters.to_vec(), now }
}

/// Of these keys and no others.
pub async fn failures_are_counted_and_forgotten(store: Store) {
    assert_eq!(store.failures(vec![A, B]).await.unwrap(), [NONE, NONE]);
    assert!(store.count_guess(guess(&[(A, NONE), (B, NONE)], START)).await.unwrap());
    let once = Failures { in_row: 1, last: START };
    assert!(store.count_guess(guess(&[(A, once)], START + 9)).await.unwrap());
    let twice = Failures { in_row: 2, last: START + 9 };
    assert_eq!(store.failures(vec![B, A]).await.unwrap(), [once, twice]);
    store.clear_guesses(vec![A]).await.unwrap();
    assert_eq!(store.failures(vec![A, B]).await.unwrap(), [NONE, once]);
}

/// Fifty sessions that all saw the same number.
pub async fn of_many_guesses_at_once_one_goes_on(store: Store) {
    let counted = together((0..50).map(|_| {
        let store = store.clone();
        async move { store.count_guess(guess(&[(A, NONE)], START)).await.unwrap() }
    }))
    .await;
    assert_eq!(counted.iter().filter(|counted| **counted).count(), 1);
    assert_eq!(store.failures(vec![A]).await.unwrap(), [Failures { in_row: 1, last: START }]);
}

/// The account's counter moved, the method's did not.
pub async fn a_guess_counts_in_all_of_its_counters_or_in_none(store: Store) {
    assert!(store.count_guess(guess(&[(A, NONE)], START)).await.unwrap());
    let once = Failures { in_row: 1, last: START };
    assert!(!store.count_guess(guess(&[(B, NONE), (A, NONE)], START + 1)).await.unwrap());
    assert_eq!(store.failures(vec![A, B]).await.unwrap(), [once, NONE]);
    assert!(store.count_guess(guess(&[(B, NONE), (A, once)], START + 1)).await.unwrap());
}

/// After thirty days; a person's stay, whenever they were.
pub async fn guesses_at_names_nobody_has_are_forgotten(store: Store) {
    let (nobody, somebody) = ([255; 32], [254; 32]);
    assert!(store.count_guess(guess(&[(nobody, NONE), (somebody, NONE)], START)).await.unwrap());
    let once = Failures { in_row: 1, last: START };
    assert_eq!(store.sweep_expired(START + 30 * DAY - 1, 100).await.unwrap(), 0);
    assert_eq!(store.failures(vec![nobody, somebody]).await.unwrap(), [once, once]);
    assert_eq!(store.sweep_expired(START + 30 * DAY, 100).await.unwrap(), 1);
    assert_eq!(store.failures(vec![nobody, somebody]).await.unwrap(), [NONE, once]);
}
