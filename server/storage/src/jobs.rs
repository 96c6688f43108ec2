//! Work that is done from time to time, in small steps that survive a restart.

pub mod thinning;

use crate::Pending;

/// How long a closed backup is kept, ms: 30 days.
pub const CLOSED_KEPT_MS: u64 = 30 * 24 * 60 * 60 * 1000;

/// A job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// [`Jobs::thin`].
    Thin,
    /// [`Jobs::purge_closed`].
    PurgeClosed,
    /// [`Jobs::sweep_expired`].
    SweepExpired,
}

impl Job {
    /// The name it is kept under; never changed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Thin => "thin",
            Self::PurgeClosed => "purge-closed",
            Self::SweepExpired => "sweep-expired",
        }
    }
}

/// Asks whether a job is to be done here and now.
#[derive(Debug, Clone, Copy)]
pub struct StartJob {
    /// Which.
    pub job: Job,
    /// Now, ms.
    pub now: u64,
    /// How long after its last end it is due again, ms.
    pub every_ms: u64,
    /// For how long nobody else gets it, ms, should this process die.
    pub lease_ms: u64,
}

/// A step of thinning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thinned {
    /// Bodies that went.
    pub bodies: u64,
    /// Whether every backup has been visited in this round; the next step starts over.
    pub finished: bool,
}

/// Jobs.
pub trait Jobs {
    /// Takes the job if it is due and nobody has it; of many callers one gets `true`.
    fn start_job(&self, request: StartJob) -> Pending<'_, bool>;

    /// The job is finished for now.
    fn finish_job(&self, job: Job, now: u64) -> Pending<'_, ()>;

    /// Thins the history of the next `batch` backups, see [`thinning`]. Where it stopped is kept.
    fn thin(&self, now: u64, batch: usize) -> Pending<'_, Thinned>;

    /// Erases backups closed [`CLOSED_KEPT_MS`] ago, with everything of theirs, and frees their names: a few at a time. How
    /// many; 0 when there are no more.
    fn purge_closed(&self, now: u64) -> Pending<'_, u64>;

    /// Forgets expired sessions, attempts, requests, one-time things, message ids, budgets, unconfirmed addresses and methods that nobody ever
    /// tested, at most `batch` of each. How many in all; 0 when
    /// there are no more.
    fn sweep_expired(&self, now: u64, batch: usize) -> Pending<'_, u64>;
}
