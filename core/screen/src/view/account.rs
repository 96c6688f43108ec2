//! Lines of the account list.

use regain_otp::{CodeError, Otp};
use regain_vault::bound::BoundAccount;
use regain_vault::trash::Trashed;
use regain_vault::{Account, Author};
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

impl CodeView {
    /// The code at this time (ms since the Unix epoch), and the one after it. HOTP shows the code of its counter and stays there.
    pub fn of(otp: &Otp, now: u64) -> Result<Self, CodeError> {
        let seconds = now / 1000;
        let code = otp.code_at(seconds)?.grouped().to_string();
        let Some(remaining) = otp.remaining(seconds) else {
            let counter = Some(otp.counter());
            return Ok(Self { code, next: String::new(), until: 0, period: 0, counter });
        };
        Ok(Self {
            code,
            next: otp.next(seconds)?.grouped().to_string(),
            until: (seconds + u64::from(remaining)) * 1000,
            period: otp.period().get() * 1000,
            counter: None,
        })
    }
}

impl Row {
    /// The line of an account. `name` names devices; `waiting`: an edit of it is not in the backup yet.
    pub fn of(account: &Account, now: u64, waiting: bool, name: impl Fn(Author) -> String) -> Self {
        let code = CodeView::of(&account.otp, now);
        let trouble = code.as_ref().err().map(ToString::to_string).unwrap_or_default();
        Self {
            id: account.id.to_string(),
            issuer: account.issuer.clone(),
            label: account.label.clone(),
            note: account.note.clone(),
            tags: account.tags.iter().cloned().collect(),
            favourite: account.favourite,
            kind: account.otp.kind().name().to_owned(),
            code: code.ok(),
            trouble,
            created: account.created_ms,
            waiting,
            revived_by: account.revived.map(name),
        }
    }
}

impl BoundRow {
    /// The line of a bound account on the device `own`.
    pub fn of(account: &BoundAccount, own: Author) -> Self {
        Self {
            id: account.id.to_string(),
            name: account.name.clone(),
            organisation: account.organisation.clone(),
            portal: account.portal.clone(),
            action_required: account.action_required(own),
        }
    }
}

impl TrashRow {
    /// The line of something deleted. `name` names devices.
    pub fn of(trashed: &Trashed, name: impl Fn(Author) -> String) -> Self {
        Self {
            id: trashed.id.to_string(),
            name: trashed.name.clone(),
            deleted: trashed.deleted_ms,
            by: name(trashed.deleted_by),
            until: trashed.until_ms,
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_code_says_when_it_ends_and_what_comes_next() {
        // RFC 6238, appendix B, SHA-1: 94287082 at 59 s, 07081804 at 1111111109 s.
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        let otp = regain_otp::uri::parse(&format!("otpauth://totp/x?secret={secret}&digits=8")).unwrap().otp;
        let view = CodeView::of(&otp, 59_500).unwrap();
        assert_eq!((view.code.as_str(), view.until, view.period), ("9428 7082", 60_000, 30_000));
        assert_eq!(view.next, CodeView::of(&otp, 60_000).unwrap().code);
    }

    #[test]
    fn a_counter_has_no_end() {
        let otp =
            regain_otp::uri::parse("otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=1");
        let view = CodeView::of(&otp.unwrap().otp, 59_500).unwrap();
        assert_eq!(
            view,
            CodeView { code: "287 082".into(), next: String::new(), until: 0, period: 0, counter: Some(1) }
        );
    }
}
