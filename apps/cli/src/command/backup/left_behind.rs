//! `regain backup left-behind`: changes that were never uploaded when this device was removed. They stay until their owner decides.

use regain_sync::Replica;
use regain_vault::{Change, Record, Vault, history};
use serde_json::json;

use crate::args::{LeftBehindArgs, LeftBehindCommand};
use crate::context::Context;
use crate::error::Result;
use crate::net::sync;
use crate::output::clean;
use crate::store::Store;

pub(super) fn run(context: &Context, args: &LeftBehindArgs) -> Result<()> {
    let store = Store::unlock(context)?;
    let (names, removed_from) = {
        let replica = store.read()?;
        (names(&replica), replica.removed_from.clone())
    };
    let account = removed_from.as_deref().unwrap_or("a backup");
    let Some(command) = args.command else {
        context.out.json(&json!({"changes": names, "removed_from": removed_from}));
        if names.is_empty() {
            context.out.line("Nothing was left behind.");
            return Ok(());
        }
        context.out.line(format!(
            "When this device was removed from {account}, these changes had not been uploaded:"
        ));
        for name in &names {
            context.out.line(format!("  {}", clean(name)));
        }
        context
            .out
            .line("Take them over with `regain backup left-behind keep`, or throw them away with `… drop`.");
        return Ok(());
    };
    let keep = matches!(command, LeftBehindCommand::Keep);
    if !keep && !names.is_empty() {
        context.prompts.require_typed(&format!("Throw {} changes away for good?", names.len()), "drop")?;
    }
    store.update(|replica| {
        let changes = std::mem::take(&mut replica.left_behind);
        replica.removed_from = None;
        if keep {
            for change in changes {
                take(replica, change, context.now());
            }
        }
        Ok(())
    })?;
    store.forget_previous()?;
    context.out.json(&json!({"changes": names, "kept": keep}));
    context.out.done(format!(
        "{} changes were {}.",
        names.len(),
        if keep { "taken over" } else { "thrown away" }
    ));
    if keep {
        sync::after_change(context, &store);
    }
    Ok(())
}

/// Merged like a change of another device, and uploaded if there is a backup by now.
fn take(replica: &mut Replica, change: Change, now: u64) {
    let copy = change.duplicate();
    replica.vault.absorb(&mut replica.clock, now, change);
    replica.enqueue(copy);
}

/// What the changes are about, by name where they carry one.
fn names(replica: &Replica) -> Vec<String> {
    let mut vault = Vault::new();
    for change in &replica.left_behind {
        vault.absorb_owned(change.duplicate());
    }
    let named = history::diff(&Vault::new(), &vault);
    let name = |record: &Record| {
        let named = named
            .iter()
            .find(|difference| difference.id == record.id())
            .map(|difference| difference.name.clone());
        named.filter(|name| !name.is_empty()).unwrap_or_else(|| format!("a change of entry {}", record.id()))
    };
    vault.records().map(name).collect()
}
