//! The time, as an argument.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Tells the time in ms since the Unix epoch. Cheap to clone.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> u64 + Send + Sync>);

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self(Arc::new(|| {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
        }))
    }

    /// A clock that stands at `start` (ms) until somebody moves it: for tests of what takes days.
    pub fn steered(start: u64) -> (Self, Steering) {
        let steering = Steering(Arc::new(AtomicU64::new(start)));
        (steering.clock(), steering)
    }

    /// Now, ms since the Unix epoch.
    pub fn now(&self) -> u64 {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

/// Moves a [`Clock::steered`].
#[derive(Debug, Clone)]
pub struct Steering(Arc<AtomicU64>);

impl Steering {
    /// A clock that this moves: one more, for what is started again.
    pub fn clock(&self) -> Clock {
        let now = Arc::clone(&self.0);
        Clock(Arc::new(move || now.load(Ordering::SeqCst)))
    }

    /// Moves the clock on by so many ms.
    pub fn advance(&self, ms: u64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    /// Now, ms.
    pub fn now(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }
}
