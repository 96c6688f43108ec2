//! Work from time to time.

mod purge;
mod sweep;
mod thin;

use regain_storage::{Job, Jobs, Pending, StartJob, Thinned};
use rusqlite::{Connection, params};

use crate::SqliteStorage;
use crate::failure::Failure;

impl Jobs for SqliteStorage {
    fn start_job(&self, request: StartJob) -> Pending<'_, bool> {
        self.write(0, move |connection| start(connection, request))
    }

    fn finish_job(&self, job: Job, now: u64) -> Pending<'_, ()> {
        self.write(0, move |connection| {
            connection
                .prepare_cached("UPDATE jobs SET finished = ?2, leased_until = 0 WHERE name = ?1")?
                .execute(params![job.name(), now])?;
            Ok(())
        })
    }

    fn thin(&self, now: u64, batch: usize) -> Pending<'_, Thinned> {
        self.write(0, move |connection| thin::thin(connection, now, batch))
    }

    fn purge_closed(&self, now: u64) -> Pending<'_, u64> {
        self.write(0, move |connection| purge::purge(connection, now))
    }

    fn sweep_expired(&self, now: u64, batch: usize) -> Pending<'_, u64> {
        self.write(0, move |connection| sweep::sweep(connection, now, batch))
    }
}

fn start(connection: &Connection, request: StartJob) -> Result<bool, Failure> {
    let StartJob { job, now, every_ms, lease_ms } = request;
    // `finished = 0`: never yet, so due whatever the interval.
    let started = connection
        .prepare_cached(
            "INSERT INTO jobs (name, leased_until) VALUES (?1, ?2 + ?4) ON CONFLICT (name) DO UPDATE
             SET leased_until = excluded.leased_until
             WHERE leased_until <= ?2 AND (finished = 0 OR finished + ?3 <= ?2)",
        )?
        .execute(params![job.name(), now, every_ms, lease_ms])?;
    Ok(started == 1)
}
