//! Addresses that are told of changes.

use serde::{Deserialize, Serialize};

/// One address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AlertAddress {
    /// A mail address.
    pub address: String,
}

/// One address and whether its owner confirmed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Alert {
    /// A mail address.
    pub address: String,
    /// Whether the link was followed.
    pub confirmed: bool,
}

/// All addresses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Alerts {
    /// The addresses.
    pub alerts: Vec<Alert>,
}
