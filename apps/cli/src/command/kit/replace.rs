//! `regain kit replace`: a new recovery kit, at once with the old one, or asked for by this device alone.

use regain_protocol::AccountName;
use regain_seal::RecoveryKit;
use regain_sync::flow::AppendEnd;
use regain_sync::flow::replace_slot::{self, By};
use regain_sync::{Env, SyncError};
use serde_json::json;

use super::super::backup::{place, through};
use super::super::proposals;
use super::show::{self, Place};
use crate::args::KitReplaceArgs;
use crate::context::Context;
use crate::error::{Exit, Result};
use crate::net::way_in::{self, Secret};
use crate::net::{Client, Patience, slot, sync};
use crate::prompt::Twin;
use crate::store::{Store, Unlocked};

/// Lost races after which this gives up.
const MAX_RACES: u32 = 8;

pub(super) fn run(context: &Context, args: &KitReplaceArgs) -> Result<()> {
    let store = Store::unlock(context)?;
    let (client, account) = place(context, &store.read()?)?;
    if args.propose {
        return propose(context, &store, &client, &account);
    }
    let old = way_in::kit(context, Twin::new("--kit-file", args.kit_file.as_deref()));
    let old = old.map_err(|failure| match failure.exit {
        Exit::Usage => failure
            .next("give the old kit with --kit-file PATH; without it, --propose asks from this device alone"),
        _ => failure,
    })?;
    let access = way_in::access(context, &client, &account, &old)?;
    drop(old);
    let opened = way_in::open(&client, access)?;
    context.prompts.require("Replace the recovery kit? The old words open nothing new afterwards.")?;
    let kit = RecoveryKit::make(&mut context.rng());
    slot::append(&client, opened, |opened| {
        let mut env = Env { now: context.now(), rng: &mut context.rng() };
        Ok(replace_slot::kit(&By::Slot(opened), &kit, &mut env)?)
    })?;
    let report = sync::now(context, &store, Patience::USUAL, false)?;
    sync::say_events(context, &store, &report);
    finish(context, &store, &client, &account, kit)
}

/// Tries the new kit, shows it, and asks whether it is kept.
fn finish(
    context: &Context,
    store: &Unlocked,
    client: &Client,
    account: &AccountName,
    kit: RecoveryKit,
) -> Result<()> {
    let secret = Secret::Kit(kit);
    let checked = through(context, store, client, account, &secret)?;
    let Some(kit) = secret.kit() else { return Ok(()) };
    let service = client.origin().as_str();
    let place = Place {
        service,
        account: account.as_str(),
        genesis: checked.genesis,
        checkpoint: checked.checkpoint,
    };
    context.out.line("The recovery kit was replaced, and tried: the backup opens by it.\n");
    show::words(context, kit, &place)?;
    if show::is_kept(context, kit)? {
        checked.mark(store)?;
    } else {
        context.out.warn("warning: the recovery kit is not verified yet; do it with `regain kit verify`");
    }
    let is_protected = store.read()?.membership.is_some_and(|membership| membership.is_protected());
    let words = kit.expose_words();
    context.out.json(
        &json!({"replaced": true, "proposed": false, "kit": words.as_str(), "protected": is_protected}),
    );
    context.out.done("Destroy the old kit. Exports made before still open by the old words.");
    Ok(())
}

fn propose(context: &Context, store: &Unlocked, client: &Client, account: &AccountName) -> Result<()> {
    sync::now(context, store, Patience::USUAL, false)?;
    let kit = RecoveryKit::make(&mut context.rng());
    for _ in 0..MAX_RACES {
        let (step, request) = {
            let mut env = Env { now: context.now(), rng: &mut context.rng() };
            replace_slot::kit(&By::Device(&store.read()?), &kit, &mut env)?
        };
        let end = step.answer(&client.send(&request)?)?;
        let report = sync::now(context, store, Patience::USUAL, false)?;
        sync::say_events(context, store, &report);
        if matches!(end, AppendEnd::Again) {
            continue;
        }
        let replica = store.read()?;
        let chain = &replica.membership.as_ref().ok_or(SyncError::NoBackup)?.chain;
        let (head, control) = (chain.head(), chain.control().hash);
        let checkpoint = regain_seal::Checkpoint { number: head.number, hash: head.hash, control };
        let proposal = proposals::own_newest(&replica);
        let service = client.origin().as_str();
        let place = Place { service, account: account.as_str(), genesis: chain.genesis(), checkpoint };
        show::words(context, &kit, &place)?;
        let words = kit.expose_words();
        context
            .out
            .json(&json!({"replaced": false, "proposed": true, "proposal": proposal, "kit": words.as_str()}));
        context.out.warn("These words open nothing yet: keep the old kit until the new one counts.");
        proposals::say_proposed(context, "Asked for the new recovery kit", proposal.as_deref());
        return Ok(());
    }
    Err(SyncError::Contended.into())
}
