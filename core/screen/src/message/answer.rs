//! What the engine answers.

use serde::{Deserialize, Serialize};

use super::Secret;
use super::portal::Packed;
use crate::view::{DeviceRow, PreviewView, SummaryView};

/// The answer to a command that succeeded.
#[derive(Clone, Serialize, Deserialize)]
pub enum Answer {
    /// Done.
    Done,
    /// Accounts were added, or are there.
    Added(Added),
    /// What was read.
    Found(Found),
    /// A secret somebody asked to see.
    Secret(SecretView),
    /// A name and a passphrase.
    Suggested {
        /// Account name.
        account: String,
        /// Six words.
        passphrase: Secret,
    },
    /// The kit, to show and print once.
    Kit(KitSheet),
    /// Nothing happened yet; it will in 72 hours, or when another device confirms.
    Proposed,
    /// A way in was tried.
    ReadBack(ReadBack),
    /// What a backup holds.
    Summary(SummaryView),
    /// The devices of a backup opened on a borrowed device.
    Borrowed(Vec<DeviceRow>),
    /// States to go back to, the newest first.
    States(Vec<StateLine>),
    /// What would change.
    Preview(PreviewView),
    /// What a portal, or several, said: a [`super::portal::Reply`].
    Portal(Packed),
    /// A file to save.
    File {
        /// Suggested name.
        name: String,
        /// Media type.
        media: String,
        /// Content.
        content: Secret,
    },
}

/// What adding did.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Added {
    /// Ids of the new accounts.
    pub ids: Vec<String>,
    /// Names of those that look like an account that was there: pointed out, never dropped.
    pub duplicates: Vec<String>,
}

/// What is in a scanned, pasted or opened text.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Found {
    /// Accounts, in order.
    pub accounts: Vec<FoundAccount>,
    /// Parts of a several-part export that are missing, by number from 1.
    pub missing_parts: Vec<u32>,
    /// How many parts there are; 0 where there are no parts.
    pub parts: u32,
    /// A recovery kit's QR code: its service and account name.
    pub kit: Option<(String, String)>,
    /// An organisation's enrolment link: the host of its portal. [`super::portal::Ask::Look`] goes on with the text.
    pub enrolment: Option<String>,
    /// What could not be read, as codes of [`super::Trouble`].
    pub troubles: Vec<super::Trouble>,
}

/// One account in it.
#[derive(Clone, Serialize, Deserialize)]
pub struct FoundAccount {
    /// Issuer; may be empty.
    pub issuer: String,
    /// Label; may be empty.
    pub label: String,
    /// `totp`, `hotp`, …
    pub kind: String,
    /// Name of an account that is there and has the same secret.
    pub duplicate_of: Option<String>,
}

/// What is behind an account.
#[derive(Clone, Serialize, Deserialize)]
pub struct SecretView {
    /// Issuer and label.
    pub name: String,
    /// Base32.
    pub secret: Secret,
    /// `otpauth://…`
    pub uri: Secret,
    /// Modules of the QR code, row by row, and their number per side: the screen draws it.
    pub qr: Qr,
}

/// A QR code.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Qr {
    /// Modules per side.
    pub side: u32,
    /// Row by row; true is dark.
    pub modules: Vec<bool>,
}

/// A recovery kit on paper.
#[derive(Clone, Serialize, Deserialize)]
pub struct KitSheet {
    /// Service.
    pub service: String,
    /// Recovery account.
    pub account: String,
    /// Twelve words.
    pub words: Secret,
    /// The same as QR.
    pub qr: Qr,
    /// Six words of the newest state.
    pub head_words: Vec<String>,
    /// Its number.
    pub head: u64,
    /// What reading the backup back found, where that was done.
    pub read_back: Option<ReadBack>,
}

/// What reading a backup back found.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadBack {
    /// Accounts here.
    pub accounts: u64,
    /// Of them in the backup, decrypted and equal.
    pub backed_up: u64,
}

/// A state the service still has.
#[derive(Clone, Serialize, Deserialize)]
pub struct StateLine {
    /// Number of its newest entry.
    pub number: u64,
    /// Ms since the Unix epoch.
    pub time: u64,
}
