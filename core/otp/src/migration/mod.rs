//! `otpauth-migration://` addresses: the "transfer accounts" export of Google Authenticator.
//!
//! The parameter `data` is the base64 of a protobuf message. The message is known from what the app writes; nobody
//! published it:
//!
//! ```text
//! message Payload {
//!   repeated Entry entries = 1;   int32 version = 2;
//!   int32 batch_size = 3;         int32 batch_index = 4;    int32 batch_id = 5;
//! }
//! message Entry {
//!   bytes secret = 1;   string name = 2;   string issuer = 3;
//!   enum algorithm = 4; // 0 default, 1 SHA1, 2 SHA256, 3 SHA512, 4 MD5
//!   enum digits = 5;    // 0 default, 1 six, 2 eight
//!   enum type = 6;      // 0 default, 1 HOTP, 2 TOTP
//!   int64 counter = 7;
//! }
//! ```
//!
//! Periods are not part of it: they are always 30 seconds. A large export is a batch of several addresses that share
//! their `batch_id`; `batch_index` counts from 0 to `batch_size - 1`.

mod protobuf;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use read::{Batch, EntryFinding, EntryReason, MigrationError, parse};
pub use write::{LeftOut, LeftOutReason, Written, write};

/// What every address begins with.
const PREFIX: &str = "otpauth-migration://offline?data=";
