//! An append signed by a slot: the last step of several flows.

use regain_log::Chain;
use regain_protocol::{Appended, ProblemCode, path};

use crate::draft::Drafted;
use crate::{Finding, Keyring, Request, Response, SyncError};

/// Lost races after which a driver gives up: other devices write all the time, and somebody waits.
pub const MAX_RACES: u32 = 8;

/// Entries are on their way.
pub struct Appending {
    drafted: Drafted,
}

/// Whether somebody else appended first. A closed backup answers with the same status, and trying again would never end.
pub(crate) fn head_moved(response: &Response) -> bool {
    response.status == ProblemCode::HeadMoved.status()
        && response.problem().is_none_or(|problem| problem.code == ProblemCode::HeadMoved)
}

/// How the append ended.
pub enum AppendEnd {
    /// Durable: the state after it.
    Done {
        /// The chain, with the new entries.
        chain: Box<Chain>,
        /// The keys, with those of a new epoch.
        keys: Keyring,
    },
    /// Somebody else appended first: open the backup again and repeat.
    Again,
}

impl Appending {
    pub(crate) fn start(drafted: Drafted, token: &str) -> (Self, Request) {
        let path = path::of_backup(path::ENTRIES, drafted.chain.backup());
        let request = Request::append(path, drafted.expected, drafted.frames()).with_token(token);
        (Self { drafted }, request)
    }

    /// With the service's answer to a request that carries these entries in another way.
    pub(crate) fn of(drafted: Drafted) -> Self {
        Self { drafted }
    }

    /// Reads the service's answer.
    pub fn answer(self, response: &Response) -> Result<AppendEnd, SyncError> {
        if head_moved(response) {
            return Ok(AppendEnd::Again);
        }
        let appended: Appended = response.json()?;
        let head = self.drafted.chain.head();
        if (appended.number, appended.hash) != (head.number, head.hash) {
            return Err(Finding::Fork { number: head.number }.into());
        }
        Ok(AppendEnd::Done { chain: Box::new(self.drafted.chain), keys: self.drafted.keys })
    }
}
