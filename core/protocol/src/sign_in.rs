//! Signing in: by passphrase, by recovery kit, as a device.

use serde::{Deserialize, Serialize};

use regain_log::{BackupId, MemberId};

use crate::{AccountName, Bytes, text};

/// Start by passphrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SignInByPassphrase {
    /// The account.
    pub account: AccountName,
    /// OPAQUE KE1, RFC 9807 section 6.1.
    pub credential_request: Bytes,
}

/// The service's answer, the same shape for unknown names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PassphraseChallenge {
    /// Names this attempt, once.
    pub attempt: String,
    /// OPAQUE KE2.
    pub credential_response: Bytes,
}

/// Finish by passphrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FinishPassphrase {
    /// The attempt.
    pub attempt: String,
    /// OPAQUE KE3.
    pub credential_finalization: Bytes,
}

/// Start by recovery kit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SignInByKit {
    /// The account.
    pub account: AccountName,
}

/// Start as a device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DeviceSignIn {
    /// The backup.
    #[serde(with = "text")]
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub backup: BackupId,
    /// The device.
    #[serde(with = "text")]
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub device: MemberId,
}

/// What is to be signed, FORMAT section 7.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Challenge {
    /// Names this attempt, once.
    pub attempt: String,
    /// 32 random bytes.
    pub challenge: Bytes,
}

/// Finish by a signature: kit or device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FinishSignature {
    /// The attempt.
    pub attempt: String,
    /// Ed25519 signature, 64 bytes.
    pub signature: Bytes,
}

/// Kind of a slot on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum SlotKind {
    /// Recovery kit.
    Kit,
    /// Passphrase.
    Passphrase,
}

/// The slot whose secret was proved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SessionSlot {
    /// Its member id.
    #[serde(with = "text")]
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub id: MemberId,
    /// Its kind.
    pub kind: SlotKind,
    /// What its secret opens.
    pub blob: Bytes,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Session {
    /// Bearer token.
    pub token: String,
    /// When it ends unless used, ms since the Unix epoch.
    pub expires: u64,
    /// The backup.
    #[serde(with = "text")]
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub backup: BackupId,
    /// Only after passphrase or kit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<SessionSlot>,
}
