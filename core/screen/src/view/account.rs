//! Lines of the account list.

use serde::{Deserialize, Serialize};

/// A code and how long it holds. Wiping is left to the screen, which shows it in the clear anyway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeView {
    /// The code, grouped for reading ("123 456").
    pub code: String,
    /// The next one, likewise; empty for counter accounts.
    pub next: String,
    /// The end of its time, ms since the Unix epoch; 0 for counter accounts.
    pub until: u64,
    /// Its period, ms; 0 for counter accounts.
    pub period: u32,
    /// The counter, for counter accounts.
    pub counter: Option<u64>,
}

/// A code account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Record id, hexadecimal.
    pub id: String,
    /// Issuer; may be empty.
    pub issuer: String,
    /// Label; may be empty.
    pub label: String,
    /// Note; may be empty.
    pub note: String,
    /// Tags.
    pub tags: Vec<String>,
    /// Shown first.
    pub favourite: bool,
    /// `totp`, `hotp`, `steam`, `yandex`, `motp`.
    pub kind: String,
    /// The code; `None` where none can be made, with the reason in `trouble`.
    pub code: Option<CodeView>,
    /// Why there is no code (a PIN is missing, say); empty otherwise.
    pub trouble: String,
    /// When it was added, ms since the Unix epoch, if known.
    pub created: Option<u64>,
    /// Not in the backup yet.
    pub waiting: bool,
    /// Kept alive by an edit of this device after another had deleted it.
    pub revived_by: Option<String>,
}

/// An account bound to a device.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoundRow {
    /// Record id, hexadecimal.
    pub id: String,
    /// Name at the organisation.
    pub name: String,
    /// The organisation.
    pub organisation: String,
    /// Its portal's address.
    pub portal: String,
    /// "Action required": this device holds no key for it.
    pub action_required: bool,
}

/// Something in the trash.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrashRow {
    /// Record id, hexadecimal.
    pub id: String,
    /// Name.
    pub name: String,
    /// When it was deleted, ms since the Unix epoch.
    pub deleted: u64,
    /// By which device.
    pub by: String,
    /// When it goes for good, ms since the Unix epoch.
    pub until: u64,
}
