//! `regain devices remove`: at once with the passphrase or kit, from any machine; or asked for by this device alone.

use regain_log::{Action, MemberId};
use regain_sync::flow::remove;
use regain_sync::flow::unlock::Opened;
use regain_sync::replica::Intent;
use regain_sync::{Env, Replica, SyncError, may_say};
use regain_vault::{account, exposure};
use serde_json::json;

use super::super::backup::place;
use super::{borrowed, target};
use crate::args::DeviceRemoveArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net::way_in;
use crate::net::{Client, Damaged, Patience, slot, sync};
use crate::output::{clean, counted};
use crate::store::{Store, Unlocked};

pub(super) fn run(context: &Context, args: &DeviceRemoveArgs) -> Result<()> {
    if args.propose {
        return propose(context, args);
    }
    let elsewhere = borrowed::is_meant(&args.place, true) || !Store::exists(&context.home);
    if elsewhere {
        let borrowed = borrowed::open(context, &args.place, &args.way_in, Damaged::LeaveOut)?;
        return at_once(context, args, &borrowed.client, borrowed.opened);
    }
    let store = Store::unlock(context)?;
    let (client, name) = place(context, &store.read()?)?;
    require_other(&store.read()?, args)?;
    let secret = way_in::ask(context, &args.way_in).map_err(|failure| match failure.exit {
        Exit::Usage => failure.next("give --passphrase-file PATH or --kit-file PATH; without either, --propose asks from this device alone"),
        _ => failure,
    })?;
    let access = way_in::access(context, &client, &name, &secret)?;
    drop(secret);
    let opened = way_in::open(&client, access, Damaged::LeaveOut)?;
    borrowed::say_left_out(context, &opened);
    at_once(context, args, &client, opened)?;
    sync::after_change(context, &store);
    Ok(())
}

/// Removing oneself would drop one's own accounts: leaving keeps them.
fn require_other(replica: &Replica, args: &DeviceRemoveArgs) -> Result<()> {
    let Some(membership) = &replica.membership else { return Ok(()) };
    let own = target::find(&membership.chain, &replica.vault, &args.device)
        .is_ok_and(|(id, _)| id == replica.device);
    if own {
        return Err(Failure::new(Exit::Refused, "this-device", "that is this device")
            .next("take it out of the backup with `regain backup off`: its accounts stay on it"));
    }
    Ok(())
}

fn at_once(context: &Context, args: &DeviceRemoveArgs, client: &Client, opened: Opened) -> Result<()> {
    let (id, name) = target::find(&opened.restored.chain, &opened.restored.vault, &args.device)?;
    let accounts = account::count(&opened.restored.vault);
    let name = clean(&name);
    let question = if args.retired {
        format!("Remove \u{201c}{name}\u{201d}, which was wiped or is still yours?")
    } else {
        format!(
            "Remove \u{201c}{name}\u{201d} as lost or stolen? What it had ({}) is marked until each is set up anew.",
            counted(accounts, "account")
        )
    };
    context.prompts.require(&question)?;
    let opened = slot::append(client, opened, Damaged::LeaveOut, |opened| {
        let mut env = Env { now: context.now(), rng: &mut context.rng() };
        Ok(remove::by_slot(opened, id, !args.retired, &mut env)?)
    })?;
    let exposed = if args.retired { 0 } else { exposed_after(&opened, id, context.now()) };
    context.out.json(&json!({
        "removed": {"id": id.to_string(), "name": name},
        "lost": !args.retired, "proposed": false, "exposed": exposed,
    }));
    context.out.done(format!("\u{201c}{name}\u{201d} is removed: it can neither read nor write the backup any more, and its keys were replaced."));
    if !args.retired {
        uncomfortable(context, exposed);
    }
    Ok(())
}

/// What the lost device had, counted as the marks that were just written.
fn exposed_after(opened: &Opened, device: MemberId, now: u64) -> usize {
    let mut vault = opened.restored.vault.duplicate();
    let author = regain_vault::Author(device.0);
    let mut clock = regain_vault::Clock::resume(regain_vault::Author(opened.access.slot().0), &vault, now);
    exposure::mark_all(&mut vault, &mut clock, now, author);
    exposure::open(&vault).into_iter().filter(|exposure| exposure.device == author).count()
}

fn uncomfortable(context: &Context, exposed: usize) {
    context.out.line(format!(
        "Whoever has it may hold the secrets of {}. Set each up anew at its service and tick it off: \
         regain exposed, regain exposed done NAME",
        counted(exposed, "account")
    ));
    context
        .out
        .line("After a theft also replace both ways back in: regain passphrase change, regain kit replace");
}

/// From this device alone: counts after another device agreed, or 72 hours.
fn propose(context: &Context, args: &DeviceRemoveArgs) -> Result<()> {
    let store = Store::unlock(context)?;
    sync::now(context, &store, Patience::USUAL, false)?;
    require_other(&store.read()?, args)?;
    let (id, name) = require_allowed(&store.read()?, args, context.now())?;
    context.prompts.require(&format!("Ask for the removal of \u{201c}{name}\u{201d}?"))?;
    store.update(|replica| Ok(remove::propose(replica, id, !args.retired, context.now())?))?;
    let report = sync::now(context, &store, Patience::USUAL, false)?;
    sync::say_events(context, &store, &report);
    say_proposed(context, &store, id, &name, args.retired)
}

/// What the log would refuse must not wait in the outbox: it would stop every later sync.
fn require_allowed(replica: &Replica, args: &DeviceRemoveArgs, now: u64) -> Result<(MemberId, String)> {
    let membership = replica.membership.as_ref().ok_or(SyncError::NoBackup)?;
    let found = target::find(&membership.chain, &replica.vault, &args.device)?;
    if may_say(replica, Intent::ProposeRemoval(found.0), now)? {
        return Ok(found);
    }
    Err(Failure::new(Exit::Refused, "not-allowed", "this device can't ask for that now: too many proposals are open, or devices alone decide nothing at present")
        .next("use --passphrase-file PATH or --kit-file PATH, or look at `regain proposals`"))
}

fn say_proposed(context: &Context, store: &Unlocked, id: MemberId, name: &str, retired: bool) -> Result<()> {
    let replica = store.read()?;
    let membership = replica.membership.as_ref().ok_or(SyncError::NoBackup)?;
    let open = membership.chain.proposals().find(|(_, proposal)| proposal.action == Action::Remove(id));
    let proposal = open.map(|(hash, _)| crate::net::short(hash));
    context.out.json(&json!({
        "removed": null, "proposed": true, "device": {"id": id.to_string(), "name": name},
        "lost": !retired, "proposal": proposal,
    }));
    context.out.done(format!("Asked for the removal of \u{201c}{name}\u{201d}. A device alone may not remove another: it counts after"));
    context.out.done(format!(
        "  another device agrees:  regain proposals confirm {}",
        proposal.as_deref().unwrap_or("ID")
    ));
    context.out.done("  or 72 hours, if no device refuses; any sync then carries it out.");
    context.out.done("At once: the same command with the passphrase or the recovery kit.");
    Ok(())
}
