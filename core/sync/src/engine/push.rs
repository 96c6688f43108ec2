//! What this device has and the service has not.

use rand_core::{CryptoRng, RngCore};
use regain_log::frame;
use regain_protocol::{Appended, BackupStatus, ProblemCode, path};

use super::{Phase, Sync, in_session, membership, plan};
use crate::{Env, Finding, Replica, Request, Response, SyncError, follow};

impl Sync {
    /// Up to date: look after proposals, then write.
    pub(super) fn after_pull<R: RngCore + CryptoRng>(
        &mut self,
        replica: &mut Replica,
        env: &mut Env<'_, R>,
    ) -> Result<Option<Request>, SyncError> {
        let membership = membership(replica)?;
        if membership.chain.proposals().next().is_some() {
            self.phase = Phase::Status;
            let path = path::of_backup(path::STATUS, membership.backup());
            return Ok(Some(in_session(membership, Request::get(path))));
        }
        self.push(replica, &[], env)
    }

    /// The service's clock decides which proposals count.
    pub(super) fn take_status<R: RngCore + CryptoRng>(
        &mut self,
        replica: &mut Replica,
        response: &Response,
        env: &mut Env<'_, R>,
    ) -> Result<Option<Request>, SyncError> {
        let status: BackupStatus = response.json()?;
        let ripe: Vec<_> = status
            .proposals
            .iter()
            .filter(|proposal| proposal.confirmed || status.time >= proposal.ripe)
            .map(|proposal| proposal.hash)
            .collect();
        self.push(replica, &ripe, env)
    }

    fn push<R: RngCore + CryptoRng>(
        &mut self,
        replica: &mut Replica,
        ripe: &[regain_log::Hash],
        env: &mut Env<'_, R>,
    ) -> Result<Option<Request>, SyncError> {
        let Some(attempt) = plan::attempt(replica, ripe, env)? else { return Ok(None) };
        let membership = membership(replica)?;
        let path = path::of_backup(path::ENTRIES, membership.backup());
        let request = Request::append(path, attempt.expected, attempt.frames.clone());
        membership.outbox.attempt = Some(attempt);
        self.phase = Phase::Push;
        Ok(Some(in_session(membership, request)))
    }

    pub(super) fn take_push<R: RngCore + CryptoRng>(
        &mut self,
        replica: &mut Replica,
        response: &Response,
        env: &mut Env<'_, R>,
    ) -> Result<Option<Request>, SyncError> {
        if response.status == ProblemCode::HeadMoved.status() {
            // The attempt's bytes are nowhere in the log: had they been, the answer were success.
            membership(replica)?.outbox.attempt = None;
            let (entries, served) = response.framed()?;
            self.absorb(replica, &entries, served, env)?;
            return self.lost_race(replica);
        }
        if response.problem().is_some_and(|problem| problem.code == ProblemCode::EntryRefused) {
            membership(replica)?.outbox.attempt = None;
        }
        let appended: Appended = response.json()?;
        let device = replica.device;
        let membership = membership(replica)?;
        let attempt = membership.outbox.attempt.take().ok_or(SyncError::Contended)?;
        let entries = frame::read_all(&attempt.frames).map_err(Finding::from)?;
        let last = entries.last().ok_or(Finding::Incomplete { after: appended.number })?;
        if (last.header().number, last.hash()) != (appended.number, appended.hash) {
            return Err(Finding::Fork { number: appended.number }.into());
        }
        let followed = follow::verify(membership, device, &entries, &self.checks)?;
        if followed.removed {
            return Ok(super::removed::left(replica));
        }
        // The records are this device's own and lie in the vault already.
        drop(followed.commit(membership));
        let waiting = membership.outbox.len();
        membership.outbox.acknowledge(&attempt);
        membership.last_written = env.now;
        self.report.pushed += waiting - membership.outbox.len();
        Ok(Some(self.pull(membership)))
    }
}
