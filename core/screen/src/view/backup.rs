//! Cloud backup, and its Details.

use serde::{Deserialize, Serialize};

use crate::message::Trouble;

/// How the service is reached at this moment.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Contact {
    /// Up to date.
    Good,
    /// Syncing.
    Busy,
    /// No answer; it is tried again.
    Away,
    /// Something stopped syncing and does not pass by itself.
    Stopped(Trouble),
}

/// Whether the kit is known to work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum KitState {
    /// Verified since it was made.
    Verified,
    /// Made, never verified.
    Unverified,
    /// There is none.
    None,
}

/// Everything Settings → Backup and Details show.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupView {
    /// Recovery account.
    pub account: String,
    /// The service's address.
    pub service: String,
    /// Two ways back were seen to work.
    pub is_protected: bool,
    /// The kit.
    pub kit: KitState,
    /// The passphrase was seen to work.
    pub passphrase_verified: bool,
    /// The newest backup: ms since the Unix epoch, and the device's name.
    pub last_backup: Option<(u64, String)>,
    /// Accounts here.
    pub accounts: u32,
    /// Of them acknowledged in the backup.
    pub backed_up: u32,
    /// Accounts that need verification after a restore.
    pub action_required: u32,
    /// Edits that wait.
    pub waiting: u32,
    /// Number of the newest entry.
    pub head: u64,
    /// Its six words: the backup's fingerprint.
    pub words: Vec<String>,
    /// When this device last agreed with the service, ms since the Unix epoch.
    pub last_contact: u64,
    /// The line to the service.
    pub contact: Contact,
    /// How far this device's clock is off the service's, ms; only if it is enough to spoil codes.
    pub clock_off: Option<i64>,
}
