//! What this device has and the service has not.

use rand_core::{CryptoRng, RngCore};
use regain_log::{Hash, frame};
use regain_protocol::{Appended, BackupStatus, ProblemCode, path};

use super::{Phase, Sync, membership, plan};
use crate::{Env, Finding, Membership, Replica, Request, Response, SyncError, flow, follow};

impl Sync {
    /// Up to date: look after proposals, then write.
    pub(super) fn after_pull<R: RngCore + CryptoRng>(
        &mut self,
        replica: &mut Replica,
        env: &mut Env<'_, R>,
    ) -> Result<Option<Request>, SyncError> {
        let membership = membership(replica)?;
        if membership.chain.is_closed() {
            return Err(SyncError::closed());
        }
        if membership.chain.proposals().next().is_some() {
            self.phase = Phase::Status;
            let path = path::of_backup(path::STATUS, membership.backup());
            return Ok(Some(membership.in_session(Request::get(path))));
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
        ripe: &[Hash],
        env: &mut Env<'_, R>,
    ) -> Result<Option<Request>, SyncError> {
        // Another process of this device may have made an attempt meanwhile: its bytes may be on their way.
        if membership(replica)?.outbox.attempt.is_none() {
            let cautious = self.refused.is_some();
            let (attempt, unsaid) = plan::attempt(replica, ripe, cautious, env)?;
            self.report.unsaid.extend(unsaid);
            let Some(attempt) = attempt else {
                // Everything else went through; now say what did not.
                return self.refused.take().map_or(Ok(None), Err);
            };
            membership(replica)?.outbox.attempt = Some(attempt);
        }
        Ok(self.send_attempt(membership(replica)?))
    }

    /// The attempt's very bytes, for the first time or again.
    pub(super) fn send_attempt(&mut self, membership: &Membership) -> Option<Request> {
        let attempt = membership.outbox.attempt.as_ref()?;
        let path = path::of_backup(path::ENTRIES, membership.backup());
        let request = Request::append(path, attempt.expected, attempt.frames.clone());
        self.phase = Phase::Push { frames: Hash::of(&[&attempt.frames]) };
        self.asked = membership.chain.head();
        Some(membership.in_session(request))
    }

    pub(super) fn take_push<R: RngCore + CryptoRng>(
        &mut self,
        replica: &mut Replica,
        response: &Response,
        frames: Hash,
        env: &mut Env<'_, R>,
    ) -> Result<Option<Request>, SyncError> {
        if flow::head_moved(response) {
            let (entries, served) = response.framed()?;
            // The attempt's bytes are nowhere in the log: had they been, the answer were success.
            forget(membership(replica)?, frames);
            if let Some(gone) = self.absorb(replica, &entries, served, env)? {
                return super::removed::take(replica, gone);
            }
            return self.lost_race(replica);
        }
        if response.problem().is_some_and(|problem| is_final(problem.code)) {
            return self.take_refusal(replica, response, frames);
        }
        let appended: Appended = response.json()?;
        let device = replica.device;
        let membership = membership(replica)?;
        let Some(attempt) = membership.outbox.attempt.as_ref().filter(|attempt| is(attempt, frames)).cloned()
        else {
            // Another process of this device has heard the same answer already.
            return Ok(Some(self.pull(membership)));
        };
        let entries = frame::read_all(&attempt.frames).map_err(Finding::from)?;
        let last = entries.last().ok_or(Finding::Incomplete { after: appended.number })?;
        if (last.header().number, last.hash()) != (appended.number, appended.hash) {
            return Err(Finding::Fork { number: appended.number }.into());
        }
        let followed = follow::verify(membership, device, &entries, &self.checks)?;
        if let Some(gone) = followed.removed {
            return super::removed::take(replica, gone);
        }
        // The records are this device's own and lie in the vault already.
        drop(followed.commit(membership));
        let waiting = membership.outbox.len();
        membership.outbox.acknowledge(&attempt);
        membership.last_written = env.now;
        self.report.pushed += waiting - membership.outbox.len();
        Ok(Some(self.pull(membership)))
    }

    /// What was said about members may be what the service refuses, by its own clock. That must not hold records back: they are tried
    /// alone, once.
    fn take_refusal(
        &mut self,
        replica: &mut Replica,
        response: &Response,
        frames: Hash,
    ) -> Result<Option<Request>, SyncError> {
        let refusal = response.require_success();
        let membership = membership(replica)?;
        let unsaid = forget(membership, frames);
        self.report.unsaid.extend(membership.outbox.intents.drain(..unsaid));
        match (refusal, &self.refused) {
            (Err(refusal), None) => {
                self.refused = Some(refusal);
                Ok(Some(self.pull(membership)))
            }
            (refusal, _) => refusal.map(|()| None),
        }
    }
}

/// The same bytes would be refused again: kept, they would be sent for ever and hold everything else up.
fn is_final(code: ProblemCode) -> bool {
    matches!(
        code,
        ProblemCode::EntryRefused
            | ProblemCode::Malformed
            | ProblemCode::NotAllowed
            | ProblemCode::TooLarge
            | ProblemCode::AlreadyClosed
    )
}

fn is(attempt: &crate::replica::Attempt, frames: Hash) -> bool {
    Hash::of(&[&attempt.frames]) == frames
}

/// Drops the attempt that was sent, unless another one stands in its place. Answers how many intents were in it.
fn forget(membership: &mut Membership, frames: Hash) -> usize {
    let outbox = &mut membership.outbox;
    let attempt = outbox.attempt.take_if(|attempt| is(attempt, frames));
    attempt.map_or(0, |attempt| attempt.intents.min(outbox.intents.len()))
}
