//! Who waits for news of a backup.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use regain_log::BackupId;
use tokio::sync::watch;

/// One channel per backup that somebody waits for; it carries the newest number.
#[derive(Default)]
pub struct Wakes(Mutex<HashMap<BackupId, watch::Sender<u64>>>);

impl Wakes {
    /// Waits for news from now on.
    pub fn wait(&self, backup: BackupId) -> watch::Receiver<u64> {
        let mut wakes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        wakes.entry(backup).or_insert_with(|| watch::Sender::new(0)).subscribe()
    }

    /// There is news.
    pub fn wake(&self, backup: BackupId, number: u64) {
        let wakes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = wakes.get(&backup) {
            sender.send_if_modified(|newest| {
                let newer = number > *newest;
                *newest = number.max(*newest);
                newer
            });
        }
    }

    /// A waiter is gone, its receiver dropped. The last one takes the channel along.
    pub fn leave(&self, backup: BackupId) {
        let mut wakes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if wakes.get(&backup).is_some_and(|sender| sender.receiver_count() == 0) {
            wakes.remove(&backup);
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
        let backup = BackupId([1; 16]);
        let mut waiting = wakes.wait(backup);
        wakes.wake(backup, 5);
        wakes.wake(backup, 4);
        waiting.changed().await.unwrap();
        assert_eq!(*waiting.borrow_and_update(), 5);
        drop(waiting);
        wakes.leave(backup);
        assert!(wakes.0.lock().unwrap().is_empty());
    }
}
