//! `regain backup on`: makes a recovery account, uploads, reads back through both ways in, and only then says that the backup
//! exists.

use regain_protocol::{AccountName, Problem, ProblemCode, Registration};
use regain_screen::suggest;
use regain_seal::words::head_words;
use regain_seal::{Passphrase, RecoveryKit};
use regain_sync::flow::create;
use regain_sync::{Env, SyncError};
use serde::Serialize;

use super::super::kit::{Place, is_kept, show_words};
use super::super::passphrase::{Chosen, choose};
use super::super::platform;
use super::Checked;
use super::verify::{n_of_n, require_all, through};
use crate::args::BackupOnArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net::way_in::Secret;
use crate::net::{self, Client, Patience, contact, sync};
use crate::prompt::Twin;
use crate::store::{Store, Unlocked};

#[derive(Serialize)]
struct On<'a> {
    recovery_account: &'a str,
    service: &'a str,
    kit: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    passphrase: Option<&'a str>,
    accounts: usize,
    accounts_backed_up: usize,
    protected: bool,
    head: u64,
    words: String,
}

pub(super) fn run(context: &Context, args: &BackupOnArgs) -> Result<()> {
    let store = Store::unlock(context)?;
    require_off(context, &store)?;
    let service = match &args.service {
        Some(service) => service.clone(),
        None => context.prompts.visible("Address of the backup service", "--service URL")?,
    };
    let client = net::client(context, &service, Patience::USUAL)?;
    let contact = contact::make(context, &client)?;
    if contact.info.registration == Registration::Closed {
        return Err(SyncError::Refused(Box::new(Problem::new(ProblemCode::RegistrationClosed))).into());
    }
    let account = account(context, args)?;
    let twin = Twin::new("--passphrase-file", args.passphrase_file.as_deref());
    let chosen = choose(context, twin, args.own_passphrase, &[account.as_str()])?;
    chosen.show(context);
    let kit = make(context, &store, &client, account.clone(), &chosen.passphrase)?;
    net::keep_ca_file(context)?;
    let report = sync::now(context, &store, Patience::USUAL, false)?;
    sync::say_events(context, &store, &report);
    finish(context, &store, &client, &account, chosen, kit)
}

/// Nothing is overwritten. A membership whose account the service never had is what an interrupted attempt left behind.
fn require_off(context: &Context, store: &Unlocked) -> Result<()> {
    let (created, account) = match &store.read()?.membership {
        None => return Ok(()),
        Some(membership) => (membership.created, membership.account.clone()),
    };
    if !created && !context.offline {
        // Signing in tells whether the account was made before the attempt ended.
        match sync::now(context, store, Patience::USUAL, false) {
            Err(sync::Stop::Unfinished | sync::Stop::Net(_)) => {
                context.out.note("an earlier attempt did not end; starting anew");
                return store.update(|replica| {
                    replica.membership = None;
                    Ok(())
                });
            }
            Err(stop) => return Err(stop.into()),
            Ok(_) => {}
        }
    }
    Err(Failure::new(Exit::Refused, "already-on", format!("Cloud backup is on already, with the recovery account {account}"))
        .next("see `regain backup status`. If its recovery kit was never shown, leave it with `regain backup off` and make another"))
}

fn account(context: &Context, args: &BackupOnArgs) -> Result<AccountName> {
    let typed = if let Some(name) = &args.account {
        name.clone()
    } else {
        let suggested = suggest::account_name(&mut context.rng());
        let ask = context.prompts.can_ask() && !context.prompts.says_yes();
        let question = format!("Name of the recovery account [{suggested}]");
        let typed = if ask { context.prompts.visible(&question, "--account NAME")? } else { String::new() };
        if typed.trim().is_empty() { suggested } else { typed }
    };
    typed.parse().map_err(|error| {
        Failure::of(Exit::Usage, "account-name", &error)
            .next("give another with --account NAME, or none: then one is suggested")
    })
}

/// Makes the account. The membership is written before the request that makes it is sent.
fn make(
    context: &Context,
    store: &Unlocked,
    client: &Client,
    account: AccountName,
    passphrase: &Passphrase,
) -> Result<RecoveryKit> {
    let (step, request) = create::start(account, passphrase, &mut context.rng())?;
    let answer = client.send(&request)?;
    let service = client.origin().as_str();
    let (step, request) = store.update(|replica| {
        let mut env = Env { now: context.now(), rng: &mut context.rng() };
        Ok(step.answer(&answer, passphrase, service, platform(), replica, &mut env)?)
    })?;
    let answer = client.send(&request)?;
    // A refusal takes the membership out again, and that must be kept: so the closure itself succeeds.
    Ok(store.update(|replica| Ok(step.answer(&answer, replica)))??)
}

fn finish(
    context: &Context,
    store: &Unlocked,
    client: &Client,
    account: &AccountName,
    chosen: Chosen,
    kit: RecoveryKit,
) -> Result<()> {
    let Chosen { passphrase, generated } = chosen;
    let (passphrase, kit) = (Secret::Passphrase(passphrase), Secret::Kit(kit));
    through(context, store, client, account, &passphrase)?.mark(store)?;
    let by_kit: Checked = through(context, store, client, account, &kit)?;
    let (Secret::Passphrase(passphrase), Secret::Kit(kit)) = (passphrase, kit) else {
        unreachable!("both were just made");
    };
    context.out.line(n_of_n(by_kit.read));
    context.out.line(format!("Cloud backup is on. Recovery account: {account}\n"));
    let service = client.origin().as_str();
    let place =
        Place { service, account: account.as_str(), genesis: by_kit.genesis, checkpoint: by_kit.checkpoint };
    show_words(context, &kit, &place)?;
    if is_kept(context, &kit)? {
        by_kit.mark(store)?;
    } else {
        context.out.warn("warning: the recovery kit is not verified yet; do it with `regain kit verify`");
    }
    let replica = store.read()?;
    let membership = replica.membership.as_ref().ok_or(SyncError::NoBackup)?;
    let head = membership.chain.head();
    context.out.json(&On {
        recovery_account: account.as_str(),
        service,
        kit: &kit.expose_words(),
        passphrase: generated.then(|| passphrase.expose_text()),
        accounts: by_kit.read.accounts,
        accounts_backed_up: by_kit.read.backed_up,
        protected: membership.is_protected(),
        head: head.number,
        words: head_words(head.number, &head.hash).join(" "),
    });
    require_all(by_kit.read)
}
