//! What app and portal say to each other: enrolment of a key on a device, and approvals.
//!
//! | module | what |
//! |---|---|
//! | [`link`] | the QR code of an enrolment |
//! | [`proof`] | signed messages: the bytes to sign, and their strict reader |
//!
//! Whatever is attacked here and why it is as it is: `docs/adr/0012-approvals.md`.

mod address;
mod claims;
mod id;
pub mod link;
mod message;
mod number;
pub mod proof;
mod shown;

pub use address::{AddressError, PortalAddress};
pub use claims::{Answer, Decision, Enrolment, Opening, PublicKey, PublicKeyError, Stamp};
pub use id::{PortalId, PortalIdError};
pub use link::EnrolmentLink;
pub use message::{Answered, Enrolled, Pending, PendingRequest, PortalInfo, PortalSession, Proof, Purpose};
pub use number::{MatchNumber, NumberError};
pub use shown::Shown;

/// What [`PortalInfo::product`] says.
pub const PRODUCT: &str = "regain-portal";

/// A text with rules of its own, on the wire: read by its parser, written as it is.
macro_rules! text_on_the_wire {
    ($type:ident) => {
        impl TryFrom<String> for $type {
            type Error = <Self as std::str::FromStr>::Err;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$type> for String {
            fn from(value: $type) -> Self {
                value.0
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        schema_of_text!($type);
    };
}

macro_rules! schema_of_text {
    ($type:ident) => {
        #[cfg(feature = "schema")]
        impl utoipa::PartialSchema for $type {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .into()
            }
        }

        #[cfg(feature = "schema")]
        impl utoipa::ToSchema for $type {}
    };
}

use {schema_of_text, text_on_the_wire};
