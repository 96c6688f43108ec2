//! Budgets of guesses.

use regain_storage::{Spend, Spent};

use crate::Store;
use crate::story::{DAY, START};

fn spend(key: &[u8], now: u64) -> Spend {
    Spend { key: key.to_vec(), now, window_ms: 1000, limit: 3 }
}

/// A new window starts with the first spend after the old one ended; refused spends do not make it longer.
pub async fn a_spent_budget_says_when_its_window_ends(store: Store) {
    for count in 1..=3 {
        let spent = store.spend(spend(b"k", START + count)).await.unwrap();
        assert_eq!(spent, Spent { count, retry_after_ms: None });
    }
    for _ in 0..3 {
        let spent = store.spend(spend(b"k", START + 500)).await.unwrap();
        assert_eq!(spent, Spent { count: 4, retry_after_ms: Some(501) });
    }
    let last = store.spend(spend(b"k", START + 1000)).await.unwrap();
    assert_eq!(last.retry_after_ms, Some(1));
    let fresh = store.spend(spend(b"k", START + 1001)).await.unwrap();
    assert_eq!(fresh, Spent { count: 1, retry_after_ms: None });
}

/// Forty guesses at once, three are let through.
pub async fn many_at_once_get_no_more_than_the_limit(store: Store) {
    let tasks: Vec<_> = (0..40)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { store.spend(spend(b"k", START)).await.unwrap() })
        })
        .collect();
    let mut allowed = 0;
    for task in tasks {
        allowed += usize::from(task.await.unwrap().retry_after_ms.is_none());
    }
    assert_eq!(allowed, 3);
}

/// Only that key.
pub async fn a_success_clears_and_keys_are_apart(store: Store) {
    for key in [b"a", b"b"] {
        for _ in 0..3 {
            assert_eq!(store.spend(spend(key, START)).await.unwrap().retry_after_ms, None);
        }
    }
    store.clear_budget(b"a").await.unwrap();
    assert_eq!(store.spend(spend(b"a", START)).await.unwrap().count, 1);
    assert_eq!(store.spend(spend(b"b", START)).await.unwrap().count, 4);
}

/// A server whose clock was a year ahead for a moment.
pub async fn a_clock_that_ran_ahead_locks_nobody_out(store: Store) {
    for _ in 0..4 {
        store.spend(spend(b"k", START + 365 * DAY)).await.unwrap();
    }
    assert_eq!(store.spend(spend(b"k", START)).await.unwrap(), Spent { count: 1, retry_after_ms: None });
}
