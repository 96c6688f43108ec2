//! Answers about one backup.

use serde::{Deserialize, Serialize};

use regain_log::{Hash, MemberId};

use crate::{AccountName, text};

/// The append is durable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Appended {
    /// Number of the newest entry appended.
    pub number: u64,
    /// Its hash.
    #[serde(with = "text")]
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub hash: Hash,
}

/// When a device was last here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DeviceSeen {
    /// The device.
    #[serde(with = "text")]
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub id: MemberId,
    /// Ms since the Unix epoch.
    pub last_seen: u64,
}

/// An open proposal, by the service's clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OpenProposal {
    /// Hash of its entry.
    #[serde(with = "text")]
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub hash: Hash,
    /// When it was stored, ms since the Unix epoch.
    pub stored: u64,
    /// From when on it counts without a confirmation.
    pub ripe: u64,
    /// Whether another device confirmed it.
    pub confirmed: bool,
}

/// What the service knows of a backup: nothing that is inside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct BackupStatus {
    /// The recovery account's name.
    pub account: AccountName,
    /// The service's clock.
    pub time: u64,
    /// Devices.
    pub devices: Vec<DeviceSeen>,
    /// Open proposals.
    pub proposals: Vec<OpenProposal>,
    /// Entries stored.
    pub entries: u64,
    /// Bytes stored.
    pub bytes: u64,
}

/// An earlier state that can be restored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RestorableState {
    /// Number of its newest entry.
    pub number: u64,
    /// Its author's clock.
    pub time: u64,
    /// Its author.
    #[serde(with = "text")]
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub author: MemberId,
}

/// Earlier states, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RestorableStates {
    /// The states.
    pub states: Vec<RestorableState>,
}
