//! What the service has and this device has not.

use rand_core::{CryptoRng, RngCore};
use regain_log::{Entry, Head};
use regain_protocol::{limit, path};
use regain_vault::{Change, removal};

use super::{Phase, Sync, membership, require_not_behind};
use crate::follow::Gone;
use crate::{Env, Finding, Membership, Replica, Request, Response, SyncError, follow, restore};

impl Sync {
    pub(super) fn pull(&mut self, membership: &Membership) -> Request {
        self.phase = Phase::Pull;
        self.asked = membership.chain.head();
        let path = path::of_backup(path::ENTRIES, membership.backup());
        let after = membership.chain.head().number;
        membership.in_session(Request::get(format!("{path}?after={after}&limit={}", limit::PULL_ENTRIES)))
    }

    pub(super) fn take_pull<R: RngCore + CryptoRng>(
        &mut self,
        replica: &mut Replica,
        response: &Response,
        env: &mut Env<'_, R>,
    ) -> Result<Option<Request>, SyncError> {
        let (entries, served) = response.entries()?;
        if let Some(gone) = self.absorb(replica, &entries, served, env)? {
            return super::removed::take(replica, gone);
        }
        let asked = self.asked;
        let membership = membership(replica)?;
        let head = membership.chain.head();
        if head.number < served.number {
            // Every answer must lead on, or a service that promises more than it hands out keeps a device busy for ever.
            if head.number <= asked.number {
                return Err(Finding::Incomplete { after: head.number }.into());
            }
            return Ok(Some(self.pull(membership)));
        }
        if head.number == served.number && self.checks.rollback && head.hash != served.hash {
            return Err(Finding::Fork { number: head.number }.into());
        }
        if membership.gap {
            self.phase = Phase::Whole;
            self.asked = head;
            let path = path::of_backup(path::RESTORE, membership.backup());
            return Ok(Some(membership.in_session(Request::get(path))));
        }
        self.after_pull(replica, env)
    }

    /// Verifies, asks where it must, and merges. Nothing is merged when the answer is that this device is gone.
    pub(super) fn absorb<R: RngCore + CryptoRng>(
        &mut self,
        replica: &mut Replica,
        entries: &[Entry],
        served: Head,
        env: &mut Env<'_, R>,
    ) -> Result<Option<Gone>, SyncError> {
        let device = replica.device;
        let membership = membership(replica)?;
        require_not_behind(self.asked, served, &self.checks)?;
        let followed = follow::verify(membership, device, entries, &self.checks)?;
        if followed.removed.is_some() {
            return Ok(followed.removed);
        }
        if !self.consent {
            followed.require_consent(&replica.vault)?;
        }
        self.report.pulled += entries.len();
        self.report.events.extend(
            followed.controls.iter().map(|(entry, control)| (entry.header().author, control.clone())),
        );
        let membership = super::membership(replica)?;
        let changes = followed.commit(membership);
        for change in changes {
            merge(replica, change, env.now, &mut self.report);
        }
        Ok(None)
    }

    /// The whole state, after bodies were thinned out under a device that was away for long. The headers were followed
    /// already, so the state must end at the very same head.
    pub(super) fn take_whole<R: RngCore + CryptoRng>(
        &mut self,
        replica: &mut Replica,
        response: &Response,
        env: &mut Env<'_, R>,
    ) -> Result<Option<Request>, SyncError> {
        let device = replica.device;
        let membership = membership(replica)?;
        let (entries, served) = response.entries()?;
        let (genesis, opener) = (membership.chain.genesis(), membership.opener(device));
        let restored = restore::verify(genesis, opener, &entries, Some(served), None, &self.checks)?;
        restored.require_opened()?;
        let known = membership.chain.head();
        require_not_behind(self.asked, restored.chain.head(), &self.checks)?;
        if restored.chain.head().number != known.number {
            return self.lost_race(replica);
        }
        require_not_behind(known, restored.chain.head(), &self.checks)?;
        let checkpoint = restored.vault.checkpoint();
        if !self.consent
            && let Some(warning) = removal::asks(&replica.vault, &checkpoint)
        {
            return Err(SyncError::NeedsConsent(warning.names));
        }
        let membership = super::membership(replica)?;
        membership.keys = restored.keys;
        membership.tail = restored.tail;
        membership.gap = false;
        merge(replica, checkpoint, env.now, &mut self.report);
        self.after_pull(replica, env)
    }

    /// Another device was faster: look again.
    pub(super) fn lost_race(&mut self, replica: &mut Replica) -> Result<Option<Request>, SyncError> {
        self.races += 1;
        if self.races > super::MAX_RACES {
            return Err(SyncError::Contended);
        }
        let membership = membership(replica)?;
        Ok(Some(self.pull(membership)))
    }
}

/// Merges a verified change; what a purge would take from an account that lives on here is written anew and uploaded.
fn merge(replica: &mut Replica, change: Change, now: u64, report: &mut super::Report) {
    let (merged, rescued) = replica.vault.absorb(&mut replica.clock, now, change);
    report.changed += merged.added.len()
        + merged.changed.len()
        + merged.removed.len()
        + merged.revived.len()
        + merged.unreadable;
    if let Some(rescued) = rescued {
        replica.enqueue(rescued);
    }
}
