//! Making a recovery account.

use serde::{Deserialize, Serialize};

use regain_log::{BackupId, MemberId};

use crate::{AccountName, Bytes, text};

/// First half of an OPAQUE registration, before an account is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RegistrationRequest {
    /// The account name wanted.
    pub account: AccountName,
    /// Id of the passphrase slot: the credential identifier.
    #[serde(with = "text")]
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub slot: MemberId,
    /// OPAQUE RegistrationRequest, RFC 9807 section 5.1.
    pub registration_request: Bytes,
}

/// The service's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RegistrationResponse {
    /// OPAQUE RegistrationResponse.
    pub registration_response: Bytes,
}

/// A slot's sealed blob.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SlotBlob {
    /// The slot.
    #[serde(with = "text")]
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub slot: MemberId,
    /// What its secret opens, FORMAT section 7.
    pub blob: Bytes,
}

/// A new account with its genesis entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CreateAccount {
    /// Its name.
    pub account: AccountName,
    /// Its backup.
    #[serde(with = "text")]
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub backup: BackupId,
    /// The genesis entry, whole.
    pub genesis: Bytes,
    /// OPAQUE RegistrationRecord of the passphrase slot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration_upload: Option<Bytes>,
    /// One blob for each slot of the genesis.
    pub blobs: Vec<SlotBlob>,
}

/// The account exists; this session is the founding device's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CreatedAccount {
    /// Bearer token.
    pub token: String,
    /// When it ends unless used, ms since the Unix epoch.
    pub expires: u64,
}
