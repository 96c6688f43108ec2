//! Devices, proposals, and what a loss exposed.

use serde::{Deserialize, Serialize};

/// A device that is a member.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceRow {
    /// Member id, hexadecimal.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it runs on; may be empty.
    pub platform: String,
    /// This one.
    pub this_device: bool,
    /// When it was added, ms since the Unix epoch.
    pub added: Option<u64>,
    /// When the service last saw it, ms since the Unix epoch.
    pub last_seen: Option<u64>,
}

/// What a proposal is about.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProposalWhat {
    /// The removal of this device.
    Remove(String),
    /// A new passphrase.
    Passphrase,
    /// A new kit.
    Kit,
}

/// An open proposal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalRow {
    /// Entry hash, hexadecimal.
    pub id: String,
    /// What.
    pub what: ProposalWhat,
    /// The device that proposed it.
    pub by: String,
    /// This device proposed it.
    pub own: bool,
    /// This device is the one to be removed.
    pub about_this: bool,
    /// When it takes effect by itself, ms since the Unix epoch.
    pub due: u64,
    /// The device that confirmed it already.
    pub confirmed_by: Option<String>,
}

/// An account a lost device had.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExposedRow {
    /// The lost device's id, hexadecimal.
    pub device: String,
    /// Its name.
    pub device_name: String,
    /// Record id of the account, hexadecimal.
    pub account: String,
    /// Issuer and label.
    pub name: String,
    /// Lies in the trash; its secret may still be valid.
    pub in_trash: bool,
    /// The service's security page, where known.
    pub page: Option<String>,
}
