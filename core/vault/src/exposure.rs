//! After a loss: the accounts whose secrets the lost device had, until each is enrolled anew.
//!
//! The marks lie on the lost device's record, not on the accounts: a mark is no edit of an account, and must not bring one
//! back from the trash.

mod mark_all;
mod open;
mod tick;

pub use mark_all::mark_all;
pub use open::{open, ticked};
pub use tick::tick;

use crate::{Author, FieldKey, RecordId};

/// One account that a lost device exposed and that was not enrolled anew yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exposure {
    /// The lost device.
    pub device: Author,
    /// Its name.
    pub device_name: String,
    /// The account.
    pub account: RecordId,
    /// Issuer and label of the account.
    pub name: String,
    /// Whether the account lies in the trash: its secret may still be valid at the service.
    pub in_trash: bool,
    /// When the loss was reported, in milliseconds since the Unix epoch.
    pub since_ms: u64,
}

fn key(prefix: &str, account: RecordId) -> FieldKey {
    FieldKey::new(&format!("{prefix}{account}"))
        .expect("a prefix and 32 digits are shorter than a key may be")
}
