//! `regain passphrase change`: at once with the kit or the old passphrase, also from a borrowed machine; or asked for by this device
//! alone.
//!
//! Generated words are shown and confirmed before anything is sent: an answer may be lost, and then only they may be valid.

use regain_protocol::AccountName;
use regain_seal::Passphrase;
use regain_sync::flow::replace_slot::{self, By};
use regain_sync::flow::unlock::Opened;
use regain_sync::flow::{AppendEnd, MAX_RACES};
use regain_sync::{Env, SyncError};
use serde_json::json;

use super::super::backup::{place, through};
use super::super::devices::borrowed::{self, Borrowed};
use super::super::proposals;
use super::{Chosen, choose};
use crate::args::PassphraseChangeArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net::way_in::{self, Secret};
use crate::net::{Client, Damaged, Patience, sync};
use crate::prompt::Twin;
use crate::store::{Store, Unlocked};

pub(super) fn run(context: &Context, args: &PassphraseChangeArgs) -> Result<()> {
    if args.propose {
        return propose(context, args);
    }
    if borrowed::is_meant(&args.place, true) || !Store::exists(&context.home) {
        return elsewhere(context, args);
    }
    let store = Store::unlock(context)?;
    let (client, account) = place(context, &store.read()?)?;
    let secret = way_in::ask(context, &args.way_in).map_err(|failure| match failure.exit {
        Exit::Usage => failure.next("give --kit-file PATH, or the old one with --passphrase-file PATH; without either, --propose asks from this device alone"),
        _ => failure,
    })?;
    let access = way_in::access(context, &client, &account, &secret)?;
    drop(secret);
    let opened = way_in::open(&client, access, Damaged::Refuse)?;
    let (secret, generated) = replace(context, args, &client, &account, opened)?;
    let tried = try_here(context, &store, &client, &account, &secret);
    done(context, &secret, generated, tried)
}

/// From a machine that is no member: nothing is stored here.
fn elsewhere(context: &Context, args: &PassphraseChangeArgs) -> Result<()> {
    let borrowed = borrowed::open(context, &args.place, &args.way_in, Damaged::Refuse)?;
    let Borrowed { client, account, opened } = borrowed;
    let (secret, generated) = replace(context, args, &client, &account, opened)?;
    let tried = borrowed::try_new(context, &client, &account, &secret);
    done(context, &secret, generated, tried.map(|()| None))
}

/// The new passphrase, and whether it was generated: it counts when this returns.
fn replace(
    context: &Context,
    args: &PassphraseChangeArgs,
    client: &Client,
    account: &AccountName,
    opened: Opened,
) -> Result<(Secret, bool)> {
    let chosen = new_one(context, args, account)?;
    let sent = send_until_done(context, client, opened, account, &chosen.passphrase);
    sent.map_err(|failure| unknown(context, failure, &chosen, false))?;
    Ok((Secret::Passphrase(chosen.passphrase), chosen.generated))
}

fn new_one(context: &Context, args: &PassphraseChangeArgs, account: &AccountName) -> Result<Chosen> {
    let twin = Twin::new("--new-passphrase-file", args.new_passphrase_file.as_deref());
    let chosen = choose(context, twin, args.own_passphrase, &[account.as_str()])?;
    chosen.show(context);
    if chosen.generated && !context.out.is_json() {
        context.out.line(
            "They open nothing yet, and nothing was sent: until this command says that the passphrase was replaced, the old one counts. \
             If it is interrupted after your answer, keep both and try the new one: regain backup verify",
        );
        if context.prompts.can_ask() {
            context.prompts.require("Are the six words written down?")?;
        }
    }
    Ok(chosen)
}

fn send_until_done(
    context: &Context,
    client: &Client,
    mut opened: Opened,
    account: &AccountName,
    passphrase: &Passphrase,
) -> Result<()> {
    for _ in 0..MAX_RACES {
        let by = By::Slot(&opened);
        match send(context, client, &by, account, passphrase)? {
            AppendEnd::Done { .. } => return Ok(()),
            AppendEnd::Again => opened = way_in::refresh(client, opened, Damaged::Refuse)?,
        }
    }
    Err(SyncError::Contended.into())
}

fn send(
    context: &Context,
    client: &Client,
    by: &By<'_>,
    account: &AccountName,
    passphrase: &Passphrase,
) -> Result<AppendEnd> {
    let (step, request) = replace_slot::passphrase(by, passphrase, &mut context.rng())?;
    let answer = client.send(&request)?;
    let mut env = Env { now: context.now(), rng: &mut context.rng() };
    let (step, request) = step.answer(&answer, by, passphrase, account.as_str(), &mut env)?;
    Ok(step.answer(&client.send(&request)?)?)
}

/// No answer is no refusal: then a script must have generated words too.
fn unknown(context: &Context, failure: Failure, chosen: &Chosen, proposed: bool) -> Failure {
    if failure.exit != Exit::Unreachable {
        return failure;
    }
    let (changed, asked) = if proposed { (Some(false), None) } else { (None, Some(false)) };
    context.out.json(&json!({"changed": changed, "proposed": asked, "passphrase": chosen.shown()}));
    failure.while_doing("the new passphrase may count or not").next(
        "keep both. When the service can be reached, `regain backup verify --passphrase-file PATH` with the new one tells which counts",
    )
}

/// The new passphrase opens the backup, and this device notes it. Gives whether two ways back were seen to work.
fn try_here(
    context: &Context,
    store: &Unlocked,
    client: &Client,
    account: &AccountName,
    secret: &Secret,
) -> Result<Option<bool>> {
    let report = sync::now(context, store, Patience::USUAL, false)?;
    sync::say_events(context, store, &report);
    through(context, store, client, account, secret)?.mark(store)?;
    Ok(store.read()?.membership.map(|membership| membership.is_protected()))
}

/// It counts, whatever the trial says: a script has generated words in any case.
fn done(context: &Context, secret: &Secret, generated: bool, tried: Result<Option<bool>>) -> Result<()> {
    let is_protected = tried.as_ref().ok().copied().flatten();
    let shown = match secret {
        Secret::Passphrase(passphrase) if generated => Some(passphrase.expose_text()),
        _ => None,
    };
    context.out.json(&json!({
        "changed": true, "proposed": false, "passphrase": shown, "verified": tried.is_ok(), "protected": is_protected,
    }));
    tried.map_err(|failure| {
        failure
            .while_doing("the passphrase was replaced, but not tried")
            .next("try it with `regain backup verify --passphrase-file PATH`")
    })?;
    context.out.done(
        "The passphrase was replaced, and tried: the backup opens by it. The old one opens nothing new.",
    );
    Ok(())
}

/// The new slot is staged at the service; any sync carries it out once it counts.
fn propose(context: &Context, args: &PassphraseChangeArgs) -> Result<()> {
    let store = Store::unlock(context)?;
    sync::now(context, &store, Patience::USUAL, false)?;
    let (client, account) = place(context, &store.read()?)?;
    let chosen = new_one(context, args, &account)?;
    for _ in 0..MAX_RACES {
        let end = send(context, &client, &By::Device(&store.read()?), &account, &chosen.passphrase);
        let end = end.map_err(|failure| unknown(context, failure, &chosen, true))?;
        let report = sync::now(context, &store, Patience::USUAL, false)?;
        sync::say_events(context, &store, &report);
        if matches!(end, AppendEnd::Done { .. }) {
            let proposal = proposals::own_newest(&store.read()?);
            context.out.json(&json!({
                "changed": false, "proposed": true, "proposal": proposal, "passphrase": chosen.shown(),
            }));
            proposals::say_proposed(context, "Asked for the new passphrase", proposal.as_deref());
            return Ok(());
        }
    }
    Err(SyncError::Contended.into())
}
