//! `regain passphrase change`: at once with the kit or the old passphrase, or asked for by this device alone.

use regain_protocol::AccountName;
use regain_seal::Passphrase;
use regain_sync::flow::AppendEnd;
use regain_sync::flow::replace_slot::{self, By};
use regain_sync::flow::unlock::Opened;
use regain_sync::{Env, SyncError};
use serde_json::json;

use super::super::backup::{place, through};
use super::super::proposals;
use super::{Chosen, choose};
use crate::args::PassphraseChangeArgs;
use crate::context::Context;
use crate::error::{Exit, Result};
use crate::net::way_in::{self, Secret};
use crate::net::{Client, Patience, sync};
use crate::prompt::Twin;
use crate::store::{Store, Unlocked};

/// Lost races after which this gives up.
const MAX_RACES: u32 = 8;

pub(super) fn run(context: &Context, args: &PassphraseChangeArgs) -> Result<()> {
    let store = Store::unlock(context)?;
    let (client, account) = place(context, &store.read()?)?;
    if args.propose {
        return propose(context, &store, &client, &account, args);
    }
    let secret = Secret::ask(context, &args.way_in).map_err(|failure| match failure.exit {
        Exit::Usage => failure.next("give --kit-file PATH, or the old one with --passphrase-file PATH; without either, --propose asks from this device alone"),
        _ => failure,
    })?;
    let access = way_in::access(context, &client, &account, &secret)?;
    drop(secret);
    let opened = way_in::open(&client, access)?;
    let chosen = new_one(context, args, &account)?;
    replace(context, &client, opened, &account, &chosen.passphrase)?;
    let report = sync::now(context, &store, Patience::USUAL, false)?;
    sync::say_events(context, &store, &report);
    let secret = Secret::Passphrase(chosen.passphrase);
    through(context, &store, &client, &account, &secret)?.mark(&store)?;
    let is_protected = store.read()?.membership.is_some_and(|membership| membership.is_protected());
    let shown = match &secret {
        Secret::Passphrase(passphrase) if chosen.generated => Some(passphrase.expose_text()),
        _ => None,
    };
    context
        .out
        .json(&json!({"changed": true, "proposed": false, "passphrase": shown, "protected": is_protected}));
    context.out.done(
        "The passphrase was replaced, and tried: the backup opens by it. The old one opens nothing new.",
    );
    Ok(())
}

fn new_one(context: &Context, args: &PassphraseChangeArgs, account: &AccountName) -> Result<Chosen> {
    let twin = Twin::new("--new-passphrase-file", args.new_passphrase_file.as_deref());
    let chosen = choose(context, twin, args.own_passphrase, &[account.as_str()])?;
    chosen.show(context);
    Ok(chosen)
}

fn replace(
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
            AppendEnd::Again => opened = way_in::refresh(client, opened)?,
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

/// The new slot is staged at the service; any sync carries it out once it counts.
fn propose(
    context: &Context,
    store: &Unlocked,
    client: &Client,
    account: &AccountName,
    args: &PassphraseChangeArgs,
) -> Result<()> {
    sync::now(context, store, Patience::USUAL, false)?;
    let chosen = new_one(context, args, account)?;
    for _ in 0..MAX_RACES {
        let end = send(context, client, &By::Device(&store.read()?), account, &chosen.passphrase)?;
        let report = sync::now(context, store, Patience::USUAL, false)?;
        sync::say_events(context, store, &report);
        if matches!(end, AppendEnd::Done { .. }) {
            let replica = store.read()?;
            let proposal = proposals::own_newest(&replica);
            context.out.json(&json!({
                "changed": false, "proposed": true, "proposal": proposal, "passphrase": chosen.shown(),
            }));
            proposals::say_proposed(context, "Asked for the new passphrase", proposal.as_deref());
            return Ok(());
        }
    }
    Err(SyncError::Contended.into())
}
