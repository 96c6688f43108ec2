//! Alert addresses: who is told when something happens to a backup. They recover nothing.

mod add;

use regain_log::BackupId;

pub use add::{AddAlert, AddAlertOutcome};

use crate::Pending;

/// Addresses a backup may have, unconfirmed ones included.
pub const MAX_ALERTS: usize = 5;

/// An alert address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertRow {
    /// The mail address.
    pub address: String,
    /// Whether its owner confirmed it; nothing but the request to confirm goes to one that is not.
    pub confirmed: bool,
}

/// What a token from a mail is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenPurpose {
    /// Confirms the address.
    Confirm,
    /// Stops mails to it.
    Stop,
}

/// The address a token from a mail belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertOfToken {
    /// The backup.
    pub backup: BackupId,
    /// Name of its account.
    pub account: String,
    /// The address.
    pub alert: AlertRow,
}

/// Alert addresses.
pub trait Alerts {
    /// Adds an address, unconfirmed, with the mail that asks to confirm it.
    fn add_alert(&self, request: AddAlert) -> Pending<'_, AddAlertOutcome>;

    /// Whose token (its SHA-256) this is; changes nothing. Nothing for an unknown or an expired one.
    fn alert_of_token(
        &self,
        token: [u8; 32],
        purpose: TokenPurpose,
        now: u64,
    ) -> Pending<'_, Option<AlertOfToken>>;

    /// Confirms the address by its token's hash. Whether there was one to confirm: true again for one that is confirmed, false
    /// for an unknown or expired one.
    fn confirm_alert(&self, token: [u8; 32], now: u64) -> Pending<'_, bool>;

    /// Removes the address by its stop token's hash, confirmed or not. Whether it was there.
    fn stop_alert(&self, token: [u8; 32]) -> Pending<'_, bool>;

    /// Removes the address. Whether it was there.
    fn remove_alert(&self, backup: BackupId, address: &str) -> Pending<'_, bool>;

    /// The backup's addresses, oldest first, without those that were not confirmed in time.
    fn alerts(&self, backup: BackupId, now: u64) -> Pending<'_, Vec<AlertRow>>;
}
