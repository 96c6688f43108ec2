//! Cloud backup, and its Details.

use regain_log::MemberKind;
use regain_sync::Membership;
use regain_sync::flow::status::Details;
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
    /// Its six words: the backup's fingerprint. Empty until they are known.
    pub words: Vec<String>,
    /// When this device last agreed with the service, ms since the Unix epoch.
    pub last_contact: u64,
    /// The line to the service.
    pub contact: Contact,
    /// How far this device's clock is off the service's, ms; only if it is enough to spoil codes.
    pub clock_off: Option<i64>,
}

impl BackupView {
    /// Puts it together from what a device knows of its backup.
    pub fn of(
        details: &Details,
        membership: &Membership,
        contact: Contact,
        clock_off: Option<i64>,
        words: Option<[&'static str; 6]>,
    ) -> Self {
        let slot = |kind| membership.chain.slot(kind).map(|slot| slot.id);
        let kit = match slot(MemberKind::Kit) {
            None => KitState::None,
            slot if slot == membership.verified.kit => KitState::Verified,
            Some(_) => KitState::Unverified,
        };
        let passphrase = slot(MemberKind::Passphrase);
        Self {
            account: details.account.clone(),
            service: details.service.clone(),
            is_protected: details.is_protected,
            kit,
            passphrase_verified: passphrase.is_some() && passphrase == membership.verified.passphrase,
            last_backup: details.last_backup.clone(),
            accounts: count(details.accounts),
            backed_up: count(details.backed_up),
            action_required: count(details.action_required),
            waiting: count(details.waiting),
            head: details.head,
            words: words.map(|words| words.map(str::to_owned).to_vec()).unwrap_or_default(),
            last_contact: details.last_contact,
            contact,
            clock_off,
        }
    }
}

/// Numbers on a screen stay below four thousand million.
pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
