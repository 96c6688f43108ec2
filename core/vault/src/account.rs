//! A code account, read from its record.

mod add;
mod advance;
mod edit;
mod list;
mod order;
mod otp;
mod remove;
mod restore;
pub mod tag;

pub use add::{NewAccount, add, add_all};
pub use advance::advance;
pub use edit::{Edit, edit};
pub(crate) use list::sorted;
pub use list::{count, list, one};
pub use order::place;
pub use remove::remove;
pub use restore::restore;

use crate::finding::RecordError;
use crate::{Author, Finding, Record, RecordId, Value, gather, keys};
use regain_otp::{Otp, uri::OtpAuth};
use std::collections::{BTreeMap, BTreeSet};

/// Why an account operation was refused. Whose fault: the caller's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// No such account, or its last traces were purged.
    #[error("there is no such account")]
    Unknown,
    /// The id is in use. A new account never overwrites another.
    #[error("an entry with this id exists already")]
    Taken,
    /// It is in the trash: bring it back first.
    #[error("the account is in the trash; restore it first")]
    InTrash,
    /// It is not in the trash.
    #[error("the account is not in the trash")]
    NotInTrash,
    /// A text is longer than a field.
    #[error(transparent)]
    Field(#[from] crate::FieldError),
    /// A tag is empty or too long.
    #[error("a tag has 1 to 64 characters")]
    Tag,
    /// The account has no counter.
    #[error("only an account of type HOTP has a counter")]
    NoCounter,
    /// An HOTP counter never goes back.
    #[error("the counter is already at {0}, and never goes back")]
    Backwards(u64),
}

/// A readable account. It holds the secret: no `Debug`, no `Clone`; secret and PIN are wiped when dropped.
pub struct Account {
    /// Its identity.
    pub id: RecordId,
    /// Who issued it; may be empty.
    pub issuer: String,
    /// Its name at the issuer; may be empty.
    pub label: String,
    /// What its codes are made from.
    pub otp: Otp,
    /// The person's note; may be empty.
    pub note: String,
    /// Tags.
    pub tags: BTreeSet<String>,
    /// Shown first.
    pub favourite: bool,
    /// Its fractional index; may be empty.
    pub order: String,
    /// When it was added, in milliseconds since the Unix epoch, if known.
    pub created_ms: Option<u64>,
    /// otpauth parameters this version does not know.
    pub extras: BTreeMap<String, String>,
    /// Kept alive by an edit that did not know of a deletion; `None` once the person has edited it since.
    pub revived: Option<Author>,
}

impl Account {
    /// Reads the account in `record`, live or in the trash.
    pub fn read(record: &Record) -> Result<Self, Finding> {
        Self::parse(record).map_err(|error| Finding::about(record, error))
    }

    fn parse(record: &Record) -> Result<Self, RecordError> {
        Ok(Self {
            id: record.id(),
            issuer: text(record, keys::ISSUER)?.unwrap_or_default().to_owned(),
            label: text(record, keys::LABEL)?.unwrap_or_default().to_owned(),
            otp: otp::read(record)?,
            note: text(record, keys::NOTE)?.unwrap_or_default().to_owned(),
            tags: gather::set(tags_of(record).map(str::to_owned)),
            favourite: record.value(keys::FAVOURITE).and_then(Value::as_bool).unwrap_or(false),
            order: order_of(record).to_owned(),
            created_ms: number(record, keys::CREATED)?,
            extras: gather::map(
                record
                    .fields_under(keys::EXTRA_PREFIX)
                    .filter_map(|(name, field)| Some((name.to_owned(), field.value.as_text()?.to_owned()))),
            ),
            revived: record.deletion().filter(|_| record.is_revived()).map(|deletion| deletion.stamp.author),
        })
    }

    /// The account as an `otpauth://` address would carry it: for export and for a QR code. Holds the secret.
    pub fn otpauth(&self) -> OtpAuth {
        let extra = self.extras.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
        OtpAuth { extra, ..OtpAuth::new(&self.issuer, &self.label, self.otp.duplicate()) }
    }

    /// Issuer and label as one line.
    pub fn name(&self) -> String {
        join_name(&self.issuer, &self.label)
    }
}

/// The name of any record, for lists and messages: issuer and label, or a device's or bound account's name.
pub(crate) fn name_of(record: &Record) -> String {
    let text = |key| record.value(key).and_then(Value::as_text).unwrap_or_default();
    let name = join_name(text(keys::ISSUER), text(keys::LABEL));
    if name.is_empty() { join_name(text(keys::ORGANISATION), text(keys::NAME)) } else { name }
}

fn join_name(first: &str, second: &str) -> String {
    match (first, second) {
        ("", only) | (only, "") => only.to_owned(),
        (first, second) => format!("{first} ({second})"),
    }
}

pub(crate) fn tags_of(record: &Record) -> impl Iterator<Item = &str> {
    record
        .fields_under(keys::TAG_PREFIX)
        .filter(|(_, field)| field.value.as_bool() == Some(true))
        .map(|(name, _)| name)
}

pub(crate) fn order_of(record: &Record) -> &str {
    record.value(keys::ORDER).and_then(Value::as_text).unwrap_or_default()
}

/// A text field: absent and null are `None`, another type is an error.
pub(crate) fn text<'a>(record: &'a Record, key: &'static str) -> Result<Option<&'a str>, RecordError> {
    present(record, key).map(|value| value.as_text().ok_or(RecordError::Unreadable(key))).transpose()
}

/// A number field, likewise.
pub(crate) fn number(record: &Record, key: &'static str) -> Result<Option<u64>, RecordError> {
    present(record, key).map(|value| value.as_uint().ok_or(RecordError::Unreadable(key))).transpose()
}

pub(crate) fn present<'a>(record: &'a Record, key: &str) -> Option<&'a Value> {
    record.value(key).filter(|value| !value.is_null())
}

/// The live record `id` of this kind.
pub(crate) fn live(
    vault: &crate::Vault,
    id: RecordId,
    kind: crate::RecordKind,
) -> Result<&Record, AccountError> {
    let record = vault.record(id).filter(|record| record.kind() == kind && !record.is_purged());
    let record = record.ok_or(AccountError::Unknown)?;
    if record.is_live() { Ok(record) } else { Err(AccountError::InTrash) }
}
