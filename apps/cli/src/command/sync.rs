//! `regain sync`: brings this device and its backup together now, and with `--watch` whenever something changes.

mod watch;

use regain_sync::{Report, SyncError};
use serde_json::{Value, json};

use crate::args::SyncArgs;
use crate::context::Context;
use crate::error::Result;
use crate::net::{Patience, sync};
use crate::output::counted;
use crate::store::{Store, Unlocked};

pub(super) fn run(context: &Context, args: &SyncArgs) -> Result<()> {
    let store = Store::unlock(context)?;
    if args.watch {
        return watch::run(context, &store, args.accept_removals);
    }
    let report = match sync::now(context, &store, Patience::USUAL, args.accept_removals) {
        Err(sync::Stop::Sync(SyncError::NeedsConsent(names))) if context.prompts.can_ask() => {
            context.out.warn(format!("warning: {}", SyncError::NeedsConsent(names)));
            context.prompts.require("Move them to the trash here too?")?;
            sync::now(context, &store, Patience::USUAL, true)?
        }
        report => report?,
    };
    sync::say_events(context, &store, &report);
    context.out.json(&as_json(&store, &report)?);
    context.out.done(as_text(&store, &report)?);
    Ok(())
}

fn as_json(store: &Unlocked, report: &Report) -> Result<Value> {
    let replica = store.read()?;
    let membership = replica.membership.as_ref();
    Ok(json!({
        "pulled": report.pulled,
        "changed": report.changed,
        "pushed": report.pushed,
        "waiting": membership.map(|membership| membership.outbox.len()),
        "head": membership.map(|membership| membership.chain.head().number),
    }))
}

fn as_text(store: &Unlocked, report: &Report) -> Result<String> {
    let head = store.read()?.membership.as_ref().map_or(0, |membership| membership.chain.head().number);
    let text = match (report.changed, report.pushed) {
        (0, 0) => "Up to date".to_owned(),
        (changed, 0) => format!("{} came", counted(changed, "change")),
        (0, pushed) => format!("{} backed up", counted(pushed, "change")),
        (changed, pushed) => {
            format!("{} came, {} backed up", counted(changed, "change"), counted(pushed, "change"))
        }
    };
    Ok(format!("{text} (entry {head})."))
}
