//! A new alert address.

use regain_log::BackupId;

use crate::NewMail;

/// An address to add.
#[derive(Clone)]
pub struct AddAlert {
    /// The backup.
    pub backup: BackupId,
    /// The address, already checked; compared byte by byte.
    pub address: String,
    /// SHA-256 of the token that confirms it.
    pub confirm_token: [u8; 32],
    /// SHA-256 of the token that stops mails to it.
    pub stop_token: [u8; 32],
    /// Until when it can be confirmed, ms; afterwards it is forgotten.
    pub expires: u64,
    /// The mail that asks.
    pub mail: NewMail,
    /// Now, ms.
    pub now: u64,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddAlertOutcome {
    /// It is there and waits for its owner; the mail is in the outbox.
    Added,
    /// It was there. Nothing changed, no mail.
    AlreadyThere,
    /// The backup has [`super::MAX_ALERTS`]. Nothing changed.
    TooMany,
    /// No such backup. Nothing changed.
    NoBackup,
}
