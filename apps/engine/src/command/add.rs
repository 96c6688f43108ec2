//! New accounts: read first, added when the person has seen what they are.

mod parts;

use std::rc::Rc;

use rand_core::{OsRng, RngCore as _};
use regain_otp::migration;
use regain_otp::uri::{self, OtpAuth, UriError};
use regain_otp::{Digits, Kind, Otp, OtpSecret, Parts, Period, Pin};
use regain_protocol::portal::EnrolmentLink;
use regain_screen::message::{Added, Answer, Found, FoundAccount, ManualAccount, Secret, Trouble};
use regain_seal::kit::belongs_to;
use regain_vault::account::{self, NewAccount};
use regain_vault::{RecordId, Vault, duplicates};

use super::accounts;
use crate::app::App;
use crate::store;
use parts::Parts as ExportParts;

/// Says what is in texts that were scanned, pasted or opened. Nothing is added.
pub fn read(app: &App, texts: &[Secret]) -> Result<Answer, Trouble> {
    let (accounts, mut found) = look(texts);
    let shown = |vault: &Vault| accounts.iter().map(|auth| describe(vault, auth)).collect();
    // A fresh app has nothing to compare with.
    found.accounts = app.read(|replica| shown(&replica.vault)).unwrap_or_else(|_| shown(&Vault::new()));
    Ok(Answer::Found(found))
}

/// Adds some of them.
pub async fn read_ones(app: &Rc<App>, texts: &[Secret], which: &[u32]) -> Result<Answer, Trouble> {
    let (accounts, _) = look(texts);
    let mut wanted = vec![false; accounts.len()];
    for index in which {
        if let Some(wanted) = wanted.get_mut(*index as usize) {
            *wanted = true;
        }
    }
    let chosen = accounts.into_iter().zip(wanted).filter_map(|(auth, wanted)| wanted.then_some(auth));
    add(app, chosen.collect()).await
}

/// Adds one that was typed.
pub async fn by_hand(app: &Rc<App>, typed: &ManualAccount) -> Result<Answer, Trouble> {
    add(app, vec![manual(typed)?]).await
}

async fn add(app: &Rc<App>, accounts: Vec<OtpAuth>) -> Result<Answer, Trouble> {
    if accounts.is_empty() {
        return Err(Trouble::new("qr-none", "no account was chosen"));
    }
    store::require(app).await?;
    let mut added = Added::default();
    let new: Vec<NewAccount> = accounts
        .into_iter()
        .map(|auth| {
            let mut id = [0; 16];
            OsRng.fill_bytes(&mut id);
            added.ids.push(RecordId(id).to_string());
            NewAccount::from_otpauth(RecordId(id), auth)
        })
        .collect();
    app.read(|replica| {
        for account in &new {
            added.duplicates.extend(name_of_duplicate(&replica.vault, &account.otp));
        }
    })?;
    accounts::apply(app, |replica, now| account::add_all(&mut replica.vault, &mut replica.clock, now, &new))
        .await?;
    Ok(Answer::Added(added))
}

fn describe(vault: &Vault, auth: &OtpAuth) -> FoundAccount {
    FoundAccount {
        issuer: auth.issuer.clone(),
        label: auth.label.clone(),
        kind: auth.otp.kind().name().to_owned(),
        duplicate_of: name_of_duplicate(vault, &auth.otp),
    }
}

fn name_of_duplicate(vault: &Vault, otp: &Otp) -> Option<String> {
    let id = *duplicates::of(vault, otp).first()?;
    Some(account::one(vault, id).ok()?.ok()?.name())
}

/// All accounts in the texts, in their order, and what else there is to say.
fn look(texts: &[Secret]) -> (Vec<OtpAuth>, Found) {
    let (mut accounts, mut found) = (Vec::new(), Found::default());
    let mut parts = ExportParts::default();
    let lines = texts.iter().flat_map(|text| text.expose().lines()).map(str::trim);
    for line in lines.filter(|line| !line.is_empty()) {
        let scheme = line.split(':').next().unwrap_or_default().to_ascii_lowercase();
        match scheme.as_str() {
            "otpauth-migration" => match migration::parse(line) {
                Ok(batch) => {
                    if !parts.take(batch.batch_id, batch.batch_size, batch.batch_index) {
                        continue;
                    }
                    for entry in batch.entries {
                        match entry {
                            Ok(auth) => accounts.push(auth),
                            Err(finding) => found.troubles.push(Trouble::new("qr-account", chain(&finding))),
                        }
                    }
                }
                Err(error) => found.troubles.push(Trouble::new("qr-account", error.to_string())),
            },
            "regain-kit" => match belongs_to(line) {
                Ok(place) => found.kit = Some(place),
                Err(error) => found.troubles.push(Trouble::new("kit-card", error.to_string())),
            },
            "http" | "https" if EnrolmentLink::is_meant(line) => match line.parse::<EnrolmentLink>() {
                Ok(link) => found.enrolment = Some(link.portal.host().to_owned()),
                Err(error) => found.troubles.push(error.into()),
            },
            _ => match uri::parse(line) {
                Ok(auth) => accounts.push(auth),
                Err(error) => found.troubles.push(foreign(&scheme, line, &error)),
            },
        }
    }
    (found.parts, found.missing_parts) = parts.missing();
    (accounts, found)
}

/// An error with what caused it.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

/// What a code is that is none of ours. Its text is shown only where it can hold no secret.
fn foreign(scheme: &str, line: &str, error: &UriError) -> Trouble {
    let (code, names) = match scheme {
        "otpauth" | "motp" | "steam" => ("qr-account", Vec::new()),
        "http" | "https" => ("qr-link", vec![line.chars().take(120).collect()]),
        "wifi" => ("qr-wifi", Vec::new()),
        "fido" => ("qr-passkey", Vec::new()),
        "phonefactor" | "microsoft-authenticator" | "msauth" => ("qr-microsoft", Vec::new()),
        _ => ("qr-foreign", Vec::new()),
    };
    Trouble { names, ..Trouble::new(code, error.to_string()) }
}

fn manual(typed: &ManualAccount) -> Result<OtpAuth, Trouble> {
    let wrong =
        |code: &'static str| move |error: &dyn std::error::Error| Trouble::new(code, error.to_string());
    let kind = typed.kind.parse().map_err(|error| wrong("manual-kind")(&error))?;
    let secret =
        OtpSecret::from_base32(typed.secret.expose()).map_err(|error| wrong("manual-secret")(&error))?;
    let mut parts = Parts::new(kind, secret);
    if kind.needs_pin() {
        parts.pin = Some(Pin::new(typed.pin.expose()).map_err(|error| wrong("manual-pin")(&error))?);
    }
    // Steam, Yandex and mOTP have their own, whatever a form says.
    if matches!(kind, Kind::Totp | Kind::Hotp) {
        parts.algorithm = typed.algorithm.parse().map_err(|error| wrong("manual-kind")(&error))?;
        parts.digits = Digits::new(typed.digits).map_err(|error| wrong("manual-digits")(&error))?;
        parts.period = Period::new(typed.period).map_err(|error| wrong("manual-period")(&error))?;
        parts.counter = typed.counter;
    }
    let otp = Otp::from_parts(parts).map_err(|error| wrong("manual-secret")(&error))?;
    Ok(OtpAuth::new(typed.issuer.trim(), typed.label.trim(), otp))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Secret> {
        vec![Secret::new(text.to_owned())]
    }

    #[test]
    fn a_list_gives_every_account_and_says_what_the_rest_is() {
        let list = "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP\nhttps://example.org/x\n\nWIFI:S:home;;\notpauth://totp/b?secret=JBSWY3DPEHPK3PXP";
        let (accounts, found) = look(&texts(list));
        assert_eq!(accounts.len(), 2);
        let codes: Vec<&str> = found.troubles.iter().map(|trouble| trouble.code.as_str()).collect();
        assert_eq!(codes, ["qr-link", "qr-wifi"]);
    }

    #[test]
    fn an_enrolment_link_is_told_from_other_addresses() {
        let link = "https://portal.example/enrol#regain-1.BwcHBwcHBwcHBwcHBwcHBw";
        let (accounts, found) = look(&texts(link));
        assert_eq!((accounts.len(), found.enrolment.as_deref()), (0, Some("portal.example")));
        let (_, found) = look(&texts(&link.replace("https", "http")));
        assert_eq!((found.troubles[0].code.as_str(), found.enrolment), ("enrolment-address", None));
    }

    #[test]
    fn a_secret_that_can_not_be_read_is_not_repeated() {
        let (_, found) = look(&texts("otpauth://totp/a?secret=HUSH1HUSH"));
        assert_eq!(found.troubles[0].code, "qr-account");
        assert!(!format!("{:?}", found.troubles).contains("HUSH1HUSH"));
    }
}
