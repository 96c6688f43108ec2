//! What is read of a log.

use regain_log::{Hash, MemberId};

use super::Position;

/// A backup's head and figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupRow {
    /// Name of the account that owns it.
    pub name: String,
    /// The newest entry.
    pub head: Position,
    /// Hash of the newest control entry.
    pub control: Hash,
    /// The newest snapshot of the chain.
    pub chain: Vec<u8>,
    /// Entries in the log.
    pub entries: u64,
    /// Bytes of its entries as they were appended; thinned bodies no longer count.
    pub bytes: u64,
    /// When it was closed, ms.
    pub closed_at: Option<u64>,
}

/// An entry as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEntry {
    /// Header ‖ signature ‖ body, or header ‖ signature only.
    pub bytes: Vec<u8>,
    /// Whether the body is missing: thinned out or not asked for. (A body of no bytes is not missing.)
    pub body_absent: bool,
}

/// A run of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntriesPage {
    /// The head at the same moment.
    pub head: Position,
    /// Ascending, without gaps.
    pub entries: Vec<StoredEntry>,
}

/// What rebuilds one state: all control entries up to it, the newest checkpoint at or before it whose body is kept, and every
/// entry after that checkpoint up to it; where no checkpoint is kept, every entry up to it. Ascending, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestoreSet {
    /// The head at the same moment, also when an earlier state was asked for.
    pub head: Position,
    /// The entries.
    pub entries: Vec<StoredEntry>,
}

/// A state that can be restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateRow {
    /// Its last data entry.
    pub number: u64,
    /// That entry's own time, ms: its author's clock.
    pub time: u64,
    /// When it was stored, ms: the service's clock.
    pub stored_at: u64,
    /// Who wrote it.
    pub author: MemberId,
}

/// An open proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProposalRow {
    /// Its entry hash.
    pub hash: Hash,
    /// When it was stored, ms.
    pub stored_at: u64,
    /// Whether another device confirmed it.
    pub confirmed: bool,
}
