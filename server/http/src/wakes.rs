//! Who waits for news of something.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;

/// One channel for each thing that somebody waits for news of; it carries the newest number.
pub struct Wakes<K>(Mutex<HashMap<K, watch::Sender<u64>>>);

impl<K> Default for Wakes<K> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash> Wakes<K> {
    /// Waits for news from now on.
    pub fn wait(&self, of: K) -> watch::Receiver<u64> {
        let mut wakes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        wakes.entry(of).or_insert_with(|| watch::Sender::new(0)).subscribe()
    }

    /// There is news, and this is its number.
    pub fn wake(&self, of: &K, number: u64) {
        self.send(of, |newest| number.max(newest));
    }

    /// There is news, for those who look themselves.
    pub fn stir(&self, of: &K) {
        self.send(of, |newest| newest + 1);
    }

    fn send(&self, of: &K, number: impl FnOnce(u64) -> u64) {
        let wakes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = wakes.get(of) {
            sender.send_if_modified(|newest| {
                let before = std::mem::replace(newest, number(*newest));
                *newest != before
            });
        }
    }

    /// A waiter is gone, its receiver dropped. The last one takes the channel along.
    pub fn leave(&self, of: &K) {
        let mut wakes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if wakes.get(of).is_some_and(|sender| sender.receiver_count() == 0) {
            wakes.remove(of);
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_waiter_hears_the_newest_number_and_leaves_nothing_behind() {
        let wakes = Wakes::default();
        let mut waiting = wakes.wait(1);
        wakes.wake(&1, 5);
        wakes.wake(&1, 4);
        waiting.changed().await.unwrap();
        assert_eq!(*waiting.borrow_and_update(), 5);
        wakes.wake(&1, 4);
        wakes.stir(&2);
        assert!(!waiting.has_changed().unwrap());
        wakes.stir(&1);
        assert!(waiting.has_changed().unwrap());
        drop(waiting);
        wakes.leave(&1);
        assert!(wakes.0.lock().unwrap().is_empty());
    }
}
