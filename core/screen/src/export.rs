//! What is inside the encrypted export, whoever writes the file: `docs/FORMAT-export.md`.

mod date;

pub use date::day;

use regain_otp::{Kind, Pin};
use regain_vault::Account;
use serde::{Serialize, Serializer};
use zeroize::Zeroizing;

/// The document. Its names are frozen.
#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    version: u8,
    created: String,
    accounts: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    id: String,
    issuer: &'a str,
    label: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    algorithm: &'static str,
    digits: u8,
    period: Option<u32>,
    counter: Option<u64>,
    tags: Vec<&'a str>,
    note: &'a str,
    favourite: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    added: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<&'static str>,
    #[serde(serialize_with = "wiped")]
    secret: Zeroizing<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pin: Option<&'a str>,
    #[serde(serialize_with = "wiped")]
    uri: Zeroizing<String>,
}

/// All accounts as JSON, with a line break at its end. `now` is ms since the Unix epoch.
pub fn write(accounts: &[Account], now: u64) -> Result<Zeroizing<Vec<u8>>, serde_json::Error> {
    // Reserved at once: a buffer that grows leaves unwiped copies behind.
    let mut out = Zeroizing::new(Vec::with_capacity(accounts.len() * 4096 + 1024));
    let accounts = accounts.iter().map(line).collect();
    let document = Document { format: "regain-export", version: 1, created: date::iso(now), accounts };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.push(b'\n');
    Ok(out)
}

fn line(account: &Account) -> Line<'_> {
    let otp = &account.otp;
    Line {
        id: account.id.to_string(),
        issuer: &account.issuer,
        label: &account.label,
        kind: otp.kind().name(),
        algorithm: otp.algorithm().name(),
        digits: otp.digits().get(),
        period: otp.kind().follows_clock().then(|| otp.period().get()),
        counter: (otp.kind() == Kind::Hotp).then(|| otp.counter()),
        tags: account.tags.iter().map(String::as_str).collect(),
        note: &account.note,
        favourite: account.favourite,
        added: account.created_ms.map(date::iso),
        warning: account
            .revived
            .map(|_| "deleted on another device while it was edited here; remove it or edit it"),
        secret: otp.secret().expose_base32(),
        pin: otp.pin().map(Pin::expose),
        uri: account.otpauth().to_uri(),
    }
}

fn wiped<S: Serializer>(text: &Zeroizing<String>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use regain_log::MemberId;
    use regain_sync::Replica;
    use regain_sync::replica::{Binding, HeldKey, Holding};
    use regain_vault::RecordId;
    use regain_vault::account::{self, NewAccount};

    #[test]
    fn it_says_what_the_format_says() {
        let mut replica = Replica::new(MemberId([1; 16]), "x");
        let auth = regain_otp::uri::parse("otpauth://totp/ACME:ada?secret=JBSWY3DPEHPK3PXP").unwrap();
        let mut new = NewAccount::from_otpauth(RecordId([2; 16]), auth);
        new.tags.insert("work".to_owned());
        account::add(&mut replica.vault, &mut replica.clock, 1_700_000_000_000, &new).unwrap();
        let accounts: Vec<_> = account::list(&replica.vault).into_iter().flatten().collect();
        let written = super::write(&accounts, 1_700_000_000_123).unwrap();
        let value: serde_json::Value = serde_json::from_slice(&written).unwrap();
        assert_eq!((&value["format"], &value["version"]), (&"regain-export".into(), &1.into()));
        assert_eq!(value["created"], "2023-11-14T22:13:20.123Z");
        let one = &value["accounts"][0];
        assert_eq!((&one["type"], &one["period"], &one["counter"]), (&"totp".into(), &30.into(), &().into()));
        assert_eq!((&one["secret"], &one["tags"][0]), (&"JBSWY3DPEHPK3PXP".into(), &"work".into()));
        assert!(one.get("pin").is_none() && written.ends_with(b"}\n"));
    }

    #[test]
    fn keys_of_accounts_bound_to_a_device_are_in_no_export() {
        let mut replica = Replica::new(MemberId([1; 16]), "x");
        let key = regain_seal::ApprovalKey::from_bytes(&[0x5a; 32]).unwrap();
        replica.holdings.push(Holding {
            binding: Binding {
                portal: "https://portal.example".parse().unwrap(),
                method: "m1".parse().unwrap(),
            },
            person: "p1".parse().unwrap(),
            name: "ada".into(),
            organisation: "Example Ltd".into(),
            record: RecordId([3; 16]),
            key: HeldKey::Here(key),
            is_usable: true,
        });
        let holder = regain_vault::bound::Holder {
            portal: "https://portal.example",
            person: "p1",
            name: "ada",
            organisation: "Example Ltd",
        };
        let id = RecordId([3; 16]);
        regain_vault::bound::enrolled(&mut replica.vault, &mut replica.clock, 1, id, holder).unwrap();
        assert_eq!(replica.approvals().count(), 1);
        let accounts: Vec<_> = account::list(&replica.vault).into_iter().flatten().collect();
        let written = super::write(&accounts, 1_700_000_000_123).unwrap();
        let text = String::from_utf8(written.to_vec()).unwrap().to_lowercase();
        for spelling in ["5a5a5a5a", "wlpawlpa", "zzzzzzzz", "ljnfuws2"] {
            assert!(!text.contains(spelling), "{text}");
        }
        assert!(!text.contains("portal.example"), "nothing of it is an account with codes");
    }
}
