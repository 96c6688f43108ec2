//! What travels unsigned: the portal's answers, and the envelope of a signed message.

use serde::{Deserialize, Serialize};

use super::{PortalAddress, PortalId, Shown};

/// What a portal says of itself to anybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PortalInfo {
    /// [`super::PRODUCT`].
    pub product: String,
    /// The version of this API.
    pub protocol: u32,
    /// The address it answers to: a client that dialled another one stops.
    pub portal: PortalAddress,
    /// The organisation.
    pub organisation: Shown,
    /// Its clock, ms since the Unix epoch.
    pub time: u64,
}

/// A signed message as a request's body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Proof {
    /// JWS, compact.
    pub proof: String,
}

/// A key was taken, and is usable once its test request is approved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Enrolled {
    /// The new method.
    pub method: PortalId,
    /// The person: stays the same when the name changes.
    pub person: PortalId,
    /// The person's name at the organisation.
    pub name: Shown,
    /// The test, with [`Purpose::Enrolment`].
    pub test: PendingRequest,
}

/// A session of one method. It reads requests and nothing else: whatever counts is signed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PortalSession {
    /// Bearer token.
    pub token: String,
    /// When it ends, ms since the Unix epoch by the portal's clock.
    pub expires: u64,
}

/// What waits for an answer of this method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Pending {
    /// The portal's clock, ms since the Unix epoch.
    pub time: u64,
    /// The request: one for each person, never more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<PendingRequest>,
}

/// A request. The number is not in it: it stands in the browser that asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PendingRequest {
    /// Its id.
    pub id: PortalId,
    /// What for.
    pub purpose: Purpose,
    /// What is signed in to.
    pub application: Shown,
    /// Where from, as far as the portal can tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Shown>,
    /// The browser, as it names itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser: Option<Shown>,
    /// Digits of the number.
    pub digits: u8,
    /// When it was made, ms since the Unix epoch by the portal's clock.
    pub created: u64,
    /// When it ends, likewise.
    pub expires: u64,
}

/// What an approval is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Purpose {
    /// The test that makes a new key usable.
    Enrolment,
    /// A sign-in.
    SignIn,
    /// A change that asks for a recent second factor.
    StepUp,
}

/// The portal took an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Answered {
    /// The request that it ended.
    pub request: PortalId,
}
