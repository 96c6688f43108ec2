//! Replacing a way back in.

use serde::{Deserialize, Serialize};

use regain_log::{Hash, MemberId};

use crate::{Bytes, text};

/// First half of a replaced passphrase's registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SlotRegistration {
    /// Id of the new slot.
    #[serde(with = "text")]
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub slot: MemberId,
    /// OPAQUE RegistrationRequest.
    pub registration_request: Bytes,
}

/// Commits a `slot-replaced` entry with what the service keeps of the new slot, or stages it with a `proposed` one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReplaceSlot {
    /// Number of the expected head.
    pub expected_number: u64,
    /// Hash of the expected head.
    #[serde(with = "text")]
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub expected_hash: Hash,
    /// The entry, whole.
    pub entry: Bytes,
    /// OPAQUE RegistrationRecord of a passphrase.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration_upload: Option<Bytes>,
    /// The new slot's blob; absent where the entry uses what a proposal staged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blob: Option<Bytes>,
}

/// A newer checkpoint under the same secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct UpdateBlob {
    /// The blob.
    pub blob: Bytes,
}
