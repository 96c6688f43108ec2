//! The jobs of the store, each by one server at a time, in steps that leave room for requests.

use std::sync::Arc;
use std::time::Duration;

use regain_storage::{Job, StartJob, StorageError};
use tokio::sync::watch;

use crate::state::Service;

const MINUTE_MS: u64 = 60 * 1000;
const HOUR_MS: u64 = 60 * MINUTE_MS;
/// Job, and how often.
const JOBS: [(Job, u64); 3] =
    [(Job::SweepExpired, 10 * MINUTE_MS), (Job::PurgeClosed, HOUR_MS), (Job::Thin, 24 * HOUR_MS)];
const LEASE_MS: u64 = HOUR_MS;
const LOOK_EVERY: Duration = Duration::from_mins(1);
/// Between two steps requests go first.
const BREATH: Duration = Duration::from_millis(20);
const BATCH: usize = 100;

/// Does what is due until the server stops.
pub async fn run_jobs(service: Arc<Service>, mut closing: watch::Receiver<bool>) {
    loop {
        for (job, every_ms) in JOBS {
            if *closing.borrow() {
                return;
            }
            if let Err(error) = run(&service, job, every_ms, &closing).await {
                tracing::warn!(job = job.name(), %error, "a job stopped; it goes on later");
            }
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            changed = closing.changed() => if changed.is_err() { return },
        }
    }
}

async fn run(
    service: &Service,
    job: Job,
    every_ms: u64,
    closing: &watch::Receiver<bool>,
) -> Result<(), StorageError> {
    let now = service.clock.now();
    if !service.storage.start_job(StartJob { job, now, every_ms, lease_ms: LEASE_MS }).await? {
        return Ok(());
    }
    let mut done = 0;
    while !*closing.borrow() {
        let (step, finished) = step(service, job).await?;
        done += step;
        if finished {
            service.storage.finish_job(job, service.clock.now()).await?;
            tracing::debug!(job = job.name(), done, "job finished");
            return Ok(());
        }
        tokio::time::sleep(BREATH).await;
    }
    Ok(())
}

async fn step(service: &Service, job: Job) -> Result<(u64, bool), StorageError> {
    let now = service.clock.now();
    let until_none = |done| (done, done == 0);
    match job {
        Job::Thin => service.storage.thin(now, BATCH).await.map(|thinned| (thinned.bodies, thinned.finished)),
        Job::PurgeClosed => service.storage.purge_closed(now).await.map(until_none),
        Job::SweepExpired => service.storage.sweep_expired(now, BATCH).await.map(until_none),
    }
}
