//! What the service says of itself before anybody signs in.

use serde::{Deserialize, Serialize};

/// Whether the service takes new accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Registration {
    /// Anybody may make an account.
    Open,
    /// Nobody may.
    Closed,
}

/// The limits a client should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Limits {
    /// Bytes of one append.
    pub append_bytes: u64,
    /// Entries of one append.
    pub append_entries: u32,
    /// Bytes of one entry's body.
    pub body_bytes: u64,
}

/// The answer that tells a Regain service from any other server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ServiceInfo {
    /// Always `regain`.
    pub product: String,
    /// Version of the protocol, 1.
    pub protocol: u32,
    /// Version of the program.
    pub version: String,
    /// The service's clock, ms since the Unix epoch: a client compares its own.
    pub time: u64,
    /// Whether new accounts are taken.
    pub registration: Registration,
    /// Numbers of the suites it stores.
    pub suites: Vec<u8>,
    /// Limits.
    pub limits: Limits,
}
