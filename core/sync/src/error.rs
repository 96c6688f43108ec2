//! What stops a flow, and whose fault it is.

use std::fmt::Write as _;

use regain_log::frame::FrameError;
use regain_log::{ChainError, Rule};
use regain_protocol::{Problem, ProblemCode};

/// The service handed out something that can't be right. Syncing stops, everything local stays, codes go on working.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// An entry failed a check.
    #[error("the service handed out an entry that does not belong there: {0}")]
    Chain(#[from] ChainError),
    /// Bytes that are no entries, another format or suite.
    #[error("the service handed out something that is no entry: {0}")]
    Frames(#[from] FrameError),
    /// An entry does not open with its epoch's key.
    #[error("entry {number} does not open: it was changed, or sealed for something else")]
    Sealed {
        /// Its number.
        number: u64,
    },
    /// A change of members hands out wrong keys.
    #[error("entry {number} seals the new key wrongly: somebody would be shut out, or let in")]
    Seals {
        /// Its number.
        number: u64,
    },
    /// The service knows less than this device has already seen.
    #[error("the service shows an older state (entry {served}) than this device has seen (entry {known})")]
    Rollback {
        /// Number this device knows.
        known: u64,
        /// Number the service shows.
        served: u64,
    },
    /// Two histories.
    #[error("the service shows another history than this device has seen, from entry {number} on")]
    Fork {
        /// Where they differ, at the latest.
        number: u64,
    },
    /// The service shows a state from before the way back in was made or last verified.
    #[error(
        "the service shows a state (entry {served}) from before this recovery kit or passphrase was last used (entry {known})"
    )]
    OlderThanSlot {
        /// Number the slot names.
        known: u64,
        /// Number the service shows.
        served: u64,
    },
    /// Something that must be there is missing: the restore would lose accounts.
    #[error("the service left out entries: what it sent is incomplete after entry {after}")]
    Incomplete {
        /// The last entry that was complete.
        after: u64,
    },
    /// The way back in does not belong to this backup.
    #[error("what the service keeps for this recovery kit or passphrase does not belong to this backup")]
    Slot,
    /// The records in an entry can't be read.
    #[error("entry {number} opens, but its records can't be read by this version")]
    Records {
        /// Its number.
        number: u64,
    },
    /// A service that asks for key stretching of its own: weaker, so that passphrases can be guessed, or heavier, so that
    /// nobody gets in.
    #[error(
        "the service offers the suites {offered:?}, this program has suite 1 and takes no other: update this program, or mistrust the service"
    )]
    Suite {
        /// The numbers it offers.
        offered: Vec<u8>,
    },
    /// Reading back found something else than was written.
    #[error("the backup was read back and differs from what is on this device")]
    ReadBack,
}

impl Finding {
    /// A stable name for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Chain(error) => error.rule.name(),
            Self::Frames(_) => "frames",
            Self::Sealed { .. } => "sealed",
            Self::Seals { .. } => "seals",
            Self::Rollback { .. } => "rollback",
            Self::Fork { .. } => "fork",
            Self::OlderThanSlot { .. } => "older-than-slot",
            Self::Incomplete { .. } => "incomplete",
            Self::Slot => "slot",
            Self::Records { .. } => "records",
            Self::Suite { .. } => "suite",
            Self::ReadBack => "read-back",
        }
    }

    /// The check of the log that failed, if it was one.
    pub fn rule(&self) -> Option<Rule> {
        match self {
            Self::Chain(error) => Some(error.rule),
            _ => None,
        }
    }
}

/// Why a flow ended early.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SyncError {
    /// The service answered with a problem.
    #[error("{}", refusal(.0))]
    Refused(Box<Problem>),
    /// Whatever answered is not a Regain service.
    #[error("this address does not answer as a Regain backup service (HTTP status {status})")]
    NotRegain {
        /// The HTTP status.
        status: u16,
    },
    /// A Regain service of another version.
    #[error(
        "the service speaks version {0} of the protocol, this program speaks version 1: update the older of the two"
    )]
    OtherVersion(u32),
    /// The service handed out something that can't be right.
    #[error(transparent)]
    Finding(#[from] Finding),
    /// The secret does not open what the service keeps.
    #[error("the account name, or the passphrase or recovery kit, is wrong")]
    WrongSecret,
    /// This device has no backup.
    #[error("Cloud backup is off on this device")]
    NoBackup,
    /// The device was removed; the proof was verified.
    #[error("this device was removed from the backup")]
    Removed,
    /// The service says removed, but shows no valid proof: nothing is dropped.
    #[error(
        "the service says that this device was removed, but shows no valid proof; nothing was dropped here"
    )]
    RemovedWithoutProof,
    /// More accounts would go than anybody deletes by accident.
    #[error("syncing would move {} accounts to the trash ({}); nothing was changed", .0.len(), names(.0))]
    NeedsConsent(Vec<String>),
    /// Others kept appending; every try lost the race.
    #[error("other devices are changing the backup at this moment; try again")]
    Contended,
    /// The member, slot or proposal is not there (any more).
    #[error("{0} is not there (any more)")]
    Gone(&'static str),
    /// This member has no right to do that at once.
    #[error("this device alone can't do that at once: {0}")]
    NotAtOnce(&'static str),
    /// What is to be written is larger than one entry holds.
    #[error("this is more than one backup entry holds: split it")]
    TooLarge,
}

impl SyncError {
    /// The backup was closed: what this device has stays here, and nothing is uploaded any more.
    pub(crate) fn closed() -> Self {
        Self::Refused(Box::new(Problem::new(ProblemCode::AlreadyClosed)))
    }

    /// The service's code, if it refused.
    pub fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Refused(problem) => Some(problem.code),
            _ => None,
        }
    }
}

pub(crate) fn refusal(problem: &Problem) -> String {
    let mut text =
        if problem.title.is_empty() { problem.code.title().to_owned() } else { problem.title.clone() };
    if let Some(detail) = &problem.detail {
        text.push(' ');
        text.push_str(detail);
    }
    if let Some(seconds) = problem.retry_after {
        let _ = write!(text, " Try again in {seconds} seconds.");
    }
    if let Some(id) = &problem.id {
        let _ = write!(text, " The service's log names it {id}.");
    }
    text
}

fn names(names: &[String]) -> String {
    const SHOWN: usize = 5;
    let mut text = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN {
        text.push_str(", …");
    }
    text
}
