//! What was found before anybody agrees to anything.

use serde::{Deserialize, Serialize};

/// "23 accounts, last backup 3 Nov 2026 14:02 by Pixel 8".
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummaryView {
    /// Recovery account.
    pub account: String,
    /// The service's address.
    pub service: String,
    /// Accounts that work at once.
    pub accounts: u32,
    /// Accounts that need one more step.
    pub action_required: u32,
    /// Entries this version can't read.
    pub unreadable: u32,
    /// When the last backup was made, ms since the Unix epoch.
    pub last_backup: u64,
    /// By which device.
    pub last_backup_by: String,
    /// The last sign of life, ms since the Unix epoch.
    pub last_sign: u64,
    /// So long ago that the service may be showing an old state.
    pub is_stale: bool,
    /// Names of the devices.
    pub devices: Vec<String>,
    /// Number of the newest entry.
    pub head: u64,
    /// Its six words.
    pub words: Vec<String>,
    /// This app holds accounts already: what a merge would do.
    pub merge: Option<PreviewView>,
}

/// What would change.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewView {
    /// In order of the list.
    pub changes: Vec<Change>,
    /// Entries that are the same on both sides.
    pub identical: u32,
}

/// One change.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What happens to it.
    pub kind: ChangeKind,
    /// Name of the entry.
    pub name: String,
}

/// What happens to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChangeKind {
    /// It comes.
    Added,
    /// It changes.
    Changed,
    /// It goes to the trash.
    Removed,
    /// It looks like one that is there; both are kept.
    Duplicate,
}
