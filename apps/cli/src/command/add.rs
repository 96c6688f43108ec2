//! `regain add`: by address, picture or hand.

mod manual;
pub(in crate::command) mod picture;
pub(crate) mod sources;

use std::collections::BTreeSet;

use rand_core::RngCore as _;
use regain_otp::uri::OtpAuth;
use regain_vault::account::{self, NewAccount};
use regain_vault::{Account, RecordId, Vault, duplicates};
use serde::Serialize;

use super::accounts::{AccountView, name_or_id};
use super::{change, enrol, refused};
use crate::args::AddArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net;
use crate::output::{clean, counted};
use crate::store::Store;

pub(in crate::command) use manual::read_pin;

/// One account that was added.
#[derive(Serialize)]
struct Added {
    #[serde(flatten)]
    account: AccountView,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    duplicate_of: Vec<String>,
}

pub(super) fn run(context: &Context, args: &AddArgs) -> Result<()> {
    // What the arguments say is checked before anybody types a passphrase; standard input comes after it.
    let early = sources::from_arguments(args)?;
    let store = Store::unlock(context)?;
    let mut found = match early {
        Some(found) => found,
        None if args.manual => sources::Found::one(manual::ask(context, &args.parts)?),
        None => sources::from_stdin()?,
    };
    for problem in &found.problems {
        context.out.warn(format!("not added: {problem}"));
    }
    for missing in found.missing_parts() {
        context.out.warn(missing);
    }
    if let Some(link) = found.enrolment.take() {
        if found.accounts.is_empty() && found.problems.is_empty() {
            return enrol::with_link(context, &store, link, None);
        }
        let host = link.portal.host();
        context.out.warn(format!("not added: the link of {host}: give it to `regain enrol` by itself"));
    }
    if found.accounts.is_empty() {
        return Err(Failure::new(
            Exit::Failure,
            "nothing-to-add",
            "no account could be read; nothing was added",
        )
        .next("the reasons are above; add the accounts from their services"));
    }
    let bad_lines = found.bad_lines;
    point_out_duplicates(context, &store.read()?.vault, &found.accounts)?;
    let accounts = found.accounts.into_iter().map(|auth| prepare(context, args, auth)).collect::<Vec<_>>();
    let added = change(context, &store, |replica, now| {
        let likely: Vec<Vec<RecordId>> =
            accounts.iter().map(|new| duplicates::of(&replica.vault, &new.otp)).collect();
        let change =
            account::add_all(&mut replica.vault, &mut replica.clock, now, &accounts).map_err(refused)?;
        let mut added = Vec::new();
        for (new, likely) in accounts.iter().zip(likely) {
            let account = account::one(&replica.vault, new.id).map_err(refused)?;
            let account =
                account.map_err(|finding| Failure::of(Exit::Failure, "unreadable-entry", &finding.error))?;
            added.push((account, likely));
        }
        Ok((change, added))
    })?;
    report(context, &added, args.show_secrets);
    net::sync::after_change(context, &store);
    require_all(added.len(), bad_lines)
}

/// Some lines were no accounts: what could be used is in the store, and a script must not miss the rest.
fn require_all(added: usize, bad_lines: usize) -> Result<()> {
    if bad_lines == 0 {
        return Ok(());
    }
    Err(Failure::new(
        Exit::Failure,
        "partly-added",
        format!("{} could not be used; {} added", counted(bad_lines, "line"), were(added)),
    )
    .next("correct the lines named above and give those alone again"))
}

fn were(added: usize) -> String {
    format!("{} {}", counted(added, "account"), if added == 1 { "was" } else { "were" })
}

fn prepare(context: &Context, args: &AddArgs, auth: OtpAuth) -> NewAccount {
    let mut id = [0; 16];
    context.rng().fill_bytes(&mut id);
    let mut new = NewAccount::from_otpauth(RecordId(id), auth);
    new.tags = args.tags.iter().map(|tag| tag.trim().to_owned()).collect::<BTreeSet<_>>();
    new.note = args.note.clone().unwrap_or_default();
    new
}

/// A person is asked; a script is told. Nothing is dropped behind anybody's back.
fn point_out_duplicates(context: &Context, vault: &Vault, accounts: &[OtpAuth]) -> Result<()> {
    let mut asked = false;
    for (index, new) in accounts.iter().enumerate() {
        let named = |issuer: &str, label: &str| clean(&format!("{issuer} {label}")).trim().to_owned();
        let known =
            duplicates::of(vault, &new.otp).into_iter().filter_map(|id| Some(name_or_id(&read(vault, id)?)));
        let earlier = accounts[..index]
            .iter()
            .filter(|other| other.otp.secret() == new.otp.secret() && other.otp.kind() == new.otp.kind())
            .map(|other| named(&other.issuer, &other.label));
        for same in known.chain(earlier) {
            asked = true;
            context.out.warn(format!(
                "\"{}\" has the same secret as \"{same}\": likely the same account",
                named(&new.issuer, &new.label)
            ));
        }
    }
    if asked && context.prompts.can_ask() {
        context.prompts.require("Add it all the same?")?;
    }
    Ok(())
}

fn read(vault: &Vault, id: RecordId) -> Option<Account> {
    account::one(vault, id).ok()?.ok()
}

fn report(context: &Context, added: &[(Account, Vec<RecordId>)], show_secrets: bool) {
    let views: Vec<Added> = added
        .iter()
        .map(|(account, likely)| Added {
            account: AccountView::new(account, show_secrets),
            duplicate_of: likely.iter().map(RecordId::to_string).collect(),
        })
        .collect();
    context.out.json(&views);
    for (account, _) in added {
        context.out.done(format!("Added {}.", name_or_id(account)));
    }
}
