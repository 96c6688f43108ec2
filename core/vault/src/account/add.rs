//! Adds accounts.

use super::{AccountError, order_of, otp, tag};
use crate::record::RecordKind;
use crate::{Change, Clock, FieldKey, RecordId, Value, Vault, fraction, gather, keys};
use regain_otp::{Otp, uri::OtpAuth};
use std::collections::{BTreeMap, BTreeSet};

/// An account to be added. It holds the secret.
pub struct NewAccount {
    /// A random id, made by the caller.
    pub id: RecordId,
    /// Who issued it; may be empty.
    pub issuer: String,
    /// Its name at the issuer; may be empty.
    pub label: String,
    /// What its codes are made from.
    pub otp: Otp,
    /// A note; may be empty.
    pub note: String,
    /// Tags.
    pub tags: BTreeSet<String>,
    /// Shown first.
    pub favourite: bool,
    /// otpauth parameters this version does not know.
    pub extras: BTreeMap<String, String>,
}

impl NewAccount {
    /// An account with nothing but what every account has.
    pub fn new(id: RecordId, issuer: &str, label: &str, otp: Otp) -> Self {
        let (issuer, label) = (issuer.to_owned(), label.to_owned());
        let (note, tags, favourite, extras) = (String::new(), BTreeSet::new(), false, BTreeMap::new());
        Self { id, issuer, label, otp, note, tags, favourite, extras }
    }

    /// The account of an `otpauth://` address. Of a parameter that is given twice the last counts.
    pub fn from_otpauth(id: RecordId, auth: OtpAuth) -> Self {
        let extras = gather::map(auth.extra.into_iter());
        Self { extras, ..Self::new(id, &auth.issuer, &auth.label, auth.otp) }
    }

    fn fields(&self, order: &str, now_ms: u64) -> Result<Vec<(FieldKey, Value)>, AccountError> {
        let mut fields = otp::fields(&self.otp)?;
        // A parameter that was not given needs no field in a new record.
        fields.retain(|(_, value)| !value.is_null());
        fields.push((FieldKey::known(keys::ISSUER), Value::text(&self.issuer)?));
        fields.push((FieldKey::known(keys::LABEL), Value::text(&self.label)?));
        fields.push((FieldKey::known(keys::CREATED), Value::uint(now_ms)));
        fields.push((FieldKey::known(keys::ORDER), Value::text(order)?));
        if !self.note.is_empty() {
            fields.push((FieldKey::known(keys::NOTE), Value::text(&self.note)?));
        }
        if self.favourite {
            fields.push((FieldKey::known(keys::FAVOURITE), Value::bool(true)));
        }
        for tag in &self.tags {
            fields.push((tag::key(tag)?, Value::bool(true)));
        }
        for (name, value) in &self.extras {
            // A parameter with an absurdly long name is no reason to refuse the account.
            if let Ok(key) = FieldKey::new(&format!("{}{name}", keys::EXTRA_PREFIX)) {
                fields.push((key, Value::text(value)?));
            }
        }
        Ok(fields)
    }
}

/// Adds one account at the end of the list.
pub fn add(
    vault: &mut Vault,
    clock: &mut Clock,
    now_ms: u64,
    account: &NewAccount,
) -> Result<Change, AccountError> {
    add_all(vault, clock, now_ms, std::slice::from_ref(account))
}

/// Adds accounts at the end of the list, in their order: all of them, or on an error none.
pub fn add_all(
    vault: &mut Vault,
    clock: &mut Clock,
    now_ms: u64,
    accounts: &[NewAccount],
) -> Result<Change, AccountError> {
    let mut last = last_order(vault);
    let mut prepared = Vec::with_capacity(accounts.len());
    let mut ids = BTreeSet::new();
    for account in accounts {
        if vault.record(account.id).is_some() || !ids.insert(account.id) {
            return Err(AccountError::Taken);
        }
        // Full only after 62^26 accounts; then the list falls back to sorting by id.
        let order = fraction::between(last.as_deref(), None).unwrap_or_default();
        prepared.push((account.id, account.fields(&order, now_ms)?));
        last = Some(order);
    }
    let mut change = Change::new();
    for (id, fields) in prepared {
        change.join(vault.write(clock, now_ms, id, RecordKind::ACCOUNT, fields));
    }
    Ok(change)
}

fn last_order(vault: &Vault) -> Option<String> {
    let orders = vault.live(RecordKind::ACCOUNT).map(order_of);
    orders.filter(|order| fraction::is_index(order)).max().map(str::to_owned)
}
