//! An account as JSON and as text. The names of the fields are a promise to scripts.

use regain_otp::{CodeError, Kind};
use regain_vault::Account;
use serde::{Serialize, Serializer};
use zeroize::Zeroizing;

use crate::output::clean;
use crate::time;

/// An account as `--json` shows it. Secrets only when they were asked for.
#[derive(Serialize)]
pub struct AccountView {
    id: String,
    issuer: String,
    label: String,
    #[serde(rename = "type")]
    kind: &'static str,
    algorithm: &'static str,
    digits: u8,
    period: Option<u32>,
    counter: Option<u64>,
    tags: Vec<String>,
    note: String,
    favourite: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    added: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "wiped")]
    secret: Option<Zeroizing<String>>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "wiped")]
    pin: Option<Zeroizing<String>>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "wiped")]
    code: Option<Zeroizing<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_for: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code_error: Option<String>,
}

impl AccountView {
    /// The view of an account, `with_secret` or without.
    pub fn new(account: &Account, with_secret: bool) -> Self {
        let otp = &account.otp;
        Self {
            id: account.id.to_string(),
            issuer: account.issuer.clone(),
            label: account.label.clone(),
            kind: otp.kind().name(),
            algorithm: otp.algorithm().name(),
            digits: otp.digits().get(),
            period: otp.kind().follows_clock().then(|| otp.period().get()),
            counter: (otp.kind() == Kind::Hotp).then(|| otp.counter()),
            tags: account.tags.iter().cloned().collect(),
            note: account.note.clone(),
            favourite: account.favourite,
            added: account.created_ms.map(time::iso),
            warning: account
                .revived
                .map(|_| "deleted on another device while it was edited here; remove it or edit it"),
            secret: with_secret.then(|| otp.secret().expose_base32()),
            pin: otp.pin().filter(|_| with_secret).map(|pin| Zeroizing::new(pin.expose().to_owned())),
            code: None,
            valid_for: None,
            code_error: None,
        }
    }

    /// With its code at this time (ms since the Unix epoch), or why there is none. HOTP shows the code of its counter and stays there.
    #[must_use]
    pub fn with_code(mut self, account: &Account, now: u64) -> Self {
        match account.otp.code_at(now / 1000) {
            Ok(code) => {
                self.code = Some(Zeroizing::new(code.expose().to_owned()));
                self.valid_for = account.otp.remaining(now / 1000);
            }
            Err(error) => self.code_error = Some(error.to_string()),
        }
        self
    }
}

/// The code in groups, or a word in its place.
pub(in crate::command) fn code_text(account: &Account, now: u64) -> Zeroizing<String> {
    match account.otp.code_at(now / 1000) {
        Ok(code) => code.grouped(),
        Err(error @ CodeError::PinMissing) => {
            let _ = error;
            Zeroizing::new("PIN missing".to_owned())
        }
    }
}

/// What to call an account in a sentence.
pub(in crate::command) fn name_or_id(account: &Account) -> String {
    let name = account.name();
    if name.is_empty() { account.id.to_string() } else { clean(&name) }
}

#[expect(clippy::ref_option, reason = "the shape serde asks for")]
fn wiped<S: Serializer>(text: &Option<Zeroizing<String>>, serializer: S) -> Result<S::Ok, S::Error> {
    match text {
        Some(text) => serializer.serialize_str(text),
        None => serializer.serialize_none(),
    }
}
