//! Agrees to a proposal, or refuses it.

use regain_log::{Action, Hash};
use regain_sync::replica::Intent;
use regain_sync::{Replica, SyncError, may_say};
use serde_json::json;

use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net::{Patience, asked, short, sync, who};
use crate::output::clean;
use crate::store::{Store, Unlocked};

pub(super) fn run(context: &Context, id: &str, agree: bool) -> Result<()> {
    let store = Store::unlock(context)?;
    let report = sync::now(context, &store, Patience::USUAL, false)?;
    sync::say_events(context, &store, &report);
    let replica = store.read()?;
    let (hash, question, is_own_removal) = look(&replica, id, agree, context.now())?;
    drop(replica);
    context.prompts.require(&question)?;
    say(context, &store, hash, agree)?;
    context.out.json(&json!({"id": short(&hash), "confirmed": agree, "cancelled": !agree}));
    context.out.done(if agree {
        "Agreed; it is carried out by this sync or the next."
    } else {
        "Refused; nothing was changed."
    });
    if is_own_removal && !agree {
        context.out.warn(
            "This device refused its own removal: devices alone decide nothing until the passphrase or the recovery kit was used.",
        );
    }
    Ok(())
}

/// Says it, and waits until the service has it. The device synced just before.
pub(crate) fn say(context: &Context, store: &Unlocked, hash: Hash, agree: bool) -> Result<()> {
    let intent = if agree { Intent::Confirm(hash) } else { Intent::Cancel(hash) };
    store.update(|replica| {
        require_allowed(replica, intent, context.now())?;
        replica.membership.as_mut().ok_or(SyncError::NoBackup)?.outbox.intend(intent);
        Ok(())
    })?;
    let report = sync::now(context, store, Patience::USUAL, false)?;
    sync::say_events(context, store, &report);
    if report.unsaid.contains(&intent) {
        return Err(Failure::new(
            Exit::Refused,
            "not-allowed",
            "the proposal changed meanwhile, and this device may not answer it any more",
        )
        .next("see `regain proposals`"));
    }
    Ok(())
}

/// The proposal, the question, and whether it is about this device.
fn look(replica: &Replica, id: &str, agree: bool, now: u64) -> Result<(Hash, String, bool)> {
    let membership = replica.membership.as_ref().ok_or(SyncError::NoBackup)?;
    let wanted = id.trim();
    let hits: Vec<_> = membership
        .chain
        .proposals()
        .filter(|(hash, _)| wanted.len() >= 4 && hash.to_string().starts_with(wanted))
        .collect();
    let [(hash, proposal)] = hits.as_slice() else {
        return Err(Failure::new(
            Exit::NotFound,
            "not-found",
            format!("no open proposal has the id {}", clean(id)),
        )
        .next("see `regain proposals`; it may have been carried out or refused meanwhile"));
    };
    let (hash, proposal) = (**hash, **proposal);
    require_allowed(replica, if agree { Intent::Confirm(hash) } else { Intent::Cancel(hash) }, now)?;
    let what = asked(replica, &proposal.action);
    let by = who(replica, proposal.author);
    let verb = if agree { "Agree" } else { "Refuse" };
    let question = clean(&format!("{verb} that {by} wants to {what}?"));
    Ok((hash, question, proposal.action == Action::Remove(replica.device)))
}

/// What the log would refuse is said before anything waits for it.
fn require_allowed(replica: &Replica, intent: Intent, now: u64) -> Result<()> {
    if may_say(replica, intent, now)? {
        return Ok(());
    }
    let open = replica.membership.as_ref().and_then(|membership| match intent {
        Intent::Confirm(hash) | Intent::Cancel(hash) => {
            membership.chain.proposals().find(|(open, _)| **open == hash).map(|(_, proposal)| *proposal)
        }
        _ => None,
    });
    let why = match open {
        Some(proposal) if proposal.author == replica.device => {
            "this device asked for it itself: another one has to agree"
        }
        Some(proposal) if matches!(proposal.action, Action::ReplaceSlot { .. }) => {
            "a device agrees only if it was a member before the proposal; to replace the recovery kit both devices must have been members for 72 hours"
        }
        _ => "a device agrees only if it was a member before the proposal, and not to its own removal",
    };
    Err(Failure::new(Exit::Refused, "not-allowed", why)
        .next("the passphrase or the recovery kit decides at once"))
}
