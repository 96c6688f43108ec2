//! `regain kit verify`: the person still has it, and it opens the backup. Gives a fresh QR code, which knows today's state.

use std::path::Path;

use regain_log::MemberKind;
use regain_seal::RecoveryKit;
use regain_sync::Replica;
use regain_sync::SyncError;
use serde_json::json;

use super::super::backup::{place, through};
use super::show::{self, Place};
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net::{Patience, sync, way_in};
use crate::output::counted;
use crate::prompt::Twin;
use crate::store::Store;

pub(super) fn run(context: &Context, kit_file: Option<&Path>) -> Result<()> {
    let store = Store::unlock(context)?;
    let secret = way_in::kit(context, Twin::new("--kit-file", kit_file))?;
    let Some(kit) = secret.kit() else { return Ok(()) };
    if context.offline {
        require_same(&store.read()?, kit)?;
        context.out.json(&json!({"verified": false, "matches": true}));
        context
            .out
            .line("These are the words of this backup's kit. That it opens the backup is seen online only.");
        return Ok(());
    }
    let report = sync::now(context, &store, Patience::USUAL, false)?;
    sync::say_events(context, &store, &report);
    require_same(&store.read()?, kit)?;
    let (client, account) = place(context, &store.read()?)?;
    let checked = through(context, &store, &client, &account, &secret)?;
    checked.mark(&store)?;
    let is_protected = store.read()?.membership.is_some_and(|membership| membership.is_protected());
    context.out.line(format!(
        "The recovery kit opens the backup: {} of {}.",
        checked.read.backed_up,
        counted(checked.read.accounts, "account")
    ));
    let service = client.origin().as_str();
    let place = Place {
        service,
        account: account.as_str(),
        genesis: checked.genesis,
        checkpoint: checked.checkpoint,
    };
    context.out.json(&json!({
        "verified": true, "accounts": checked.read.accounts, "accounts_backed_up": checked.read.backed_up,
        "checkpoint": checked.checkpoint.number, "protected": is_protected,
        "card": show::card_text(kit, &place).as_str(),
    }));
    context.out.line("A fresh QR code for the printed kit; it refuses any state older than today's:");
    show::card(context, kit, &place)
}

/// The log knows the kit's public keys: other words are named before anything is asked of the service.
fn require_same(replica: &Replica, kit: &RecoveryKit) -> Result<()> {
    let membership = replica.membership.as_ref().ok_or(SyncError::NoBackup)?;
    let slot = membership.chain.slot(MemberKind::Kit).ok_or(SyncError::Gone("the recovery kit"))?;
    if slot.kit == Some(kit.kit_keys()) {
        return Ok(());
    }
    Err(Failure::new(
        Exit::Secret,
        "other-kit",
        "these are the words of a recovery kit, but not of this backup's",
    )
    .next("it was replaced since, or it belongs to another recovery account; look for the newest one"))
}
