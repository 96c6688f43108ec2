//! `regain backup left-behind`: changes that were never uploaded when this device was removed. They stay until their owner decides.

use regain_vault::{Change, Record, Vault, history};
use serde_json::json;

use crate::args::{LeftBehindArgs, LeftBehindCommand};
use crate::context::Context;
use crate::error::Result;
use crate::net::sync;
use crate::output::{clean, counted};
use crate::store::{Store, Unlocked};

pub(super) fn run(context: &Context, args: &LeftBehindArgs) -> Result<()> {
    let store = Store::unlock(context)?;
    let (names, removed_from) = {
        let replica = store.read()?;
        (names(&replica.left_behind), replica.removed_from.clone())
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
        context
            .prompts
            .require_typed(&format!("Throw {} away for good?", counted(names.len(), "change")), "drop")?;
    }
    if keep {
        return take_over(context, &store);
    }
    store.update(|replica| {
        replica.left_behind.clear();
        replica.removed_from = None;
        Ok(())
    })?;
    store.forget_previous()?;
    context.out.json(&json!({"changes": names, "kept": false}));
    context.out.done(match names.len() {
        0 => "Nothing was left behind. This device starts anew.".to_owned(),
        count => format!("Thrown away: {}.", counted(count, "change")),
    });
    Ok(())
}

/// Takes over what is whole. A change of an account whose secret is not here would be an account without one: it stays left behind.
fn take_over(context: &Context, store: &Unlocked) -> Result<()> {
    let (kept, rest) = store.update(|replica| {
        let (whole, rest) = replica.split_left_behind();
        let kept = names(std::slice::from_ref(&whole));
        replica.take_over(whole, context.now());
        let left = names(std::slice::from_ref(&rest));
        replica.left_behind = if rest.is_empty() { Vec::new() } else { vec![rest] };
        if replica.left_behind.is_empty() {
            replica.removed_from = None;
        }
        Ok((kept, left))
    })?;
    store.forget_previous()?;
    context.out.json(&json!({"changes": kept, "kept": true, "left": rest}));
    context.out.done(format!("Taken over: {}.", counted(kept.len(), "change")));
    for name in &kept {
        context.out.done(format!("  {}", clean(name)));
    }
    if !rest.is_empty() {
        context.out.line(
            "Not taken over, since these are parts of accounts whose secrets were dropped with the backup:",
        );
        for name in &rest {
            context.out.line(format!("  {}", clean(name)));
        }
        context.out.line(
            "They wait: join the backup again with `regain recover`, then `regain backup left-behind keep`; or throw them away with `… drop`.",
        );
    }
    if store.read()?.membership.is_some() {
        sync::after_change(context, store);
    }
    Ok(())
}

/// What the changes are about, by name where they carry one.
fn names(changes: &[Change]) -> Vec<String> {
    let mut vault = Vault::new();
    for change in changes {
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
