//! `regain sync --watch`: waits for something new and syncs within a moment; polls where the stream of events does not work.

use std::time::Duration;

use super::{as_json, as_text};
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net::events::{Events, EventsError, News};
use crate::net::{Patience, client_of, sync};
use crate::store::Unlocked;

/// Where the stream does not work, and at most between two tries.
const POLL: Duration = Duration::from_secs(30);
const FIRST_PAUSE: Duration = Duration::from_secs(1);

pub(super) fn run(context: &Context, store: &Unlocked, consent: bool) -> Result<()> {
    let mut pause = FIRST_PAUSE;
    let mut told = String::new();
    loop {
        let trouble = match round(context, store, consent, &mut pause) {
            Ok(()) => None,
            Err(failure) if is_final(&failure) => return Err(failure),
            Err(failure) => Some(failure.message),
        };
        // The same trouble is said once, not every half minute.
        if let Some(trouble) = trouble.filter(|trouble| *trouble != told) {
            context.out.warn(format!("warning: {trouble}; trying again"));
            told = trouble;
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(POLL);
    }
}

/// Syncs, then follows the stream until it breaks.
fn round(context: &Context, store: &Unlocked, consent: bool, pause: &mut Duration) -> Result<()> {
    sync_once(context, store, consent, true)?;
    let stream = {
        let replica = store.read()?;
        let client = client_of(context, &replica, Patience::USUAL)?;
        Events::open(&client, &replica)
    };
    let mut events = match stream {
        Ok(events) => events,
        Err(EventsError::Net(error)) => return Err(error.into()),
        Err(EventsError::Status(_) | EventsError::NoSession) => {
            // No stream here (a proxy, an ended session): ask every half minute instead.
            *pause = POLL;
            return Ok(());
        }
    };
    *pause = FIRST_PAUSE;
    loop {
        let news = events.wait()?;
        let (known, waits) = {
            let replica = store.read()?;
            let membership = replica.membership.as_ref().ok_or(regain_sync::SyncError::NoBackup)?;
            (membership.chain.head().number, !membership.outbox.is_empty())
        };
        let newer = matches!(news, News::Head(number) if number > known);
        if newer || waits {
            sync_once(context, store, consent, false)?;
        }
    }
}

fn sync_once(context: &Context, store: &Unlocked, consent: bool, first: bool) -> Result<()> {
    let report = sync::now(context, store, Patience::USUAL, consent)?;
    sync::say_events(context, store, &report);
    if first || report.changed > 0 || report.pushed > 0 || !report.events.is_empty() {
        // One line of JSON for each, not a document.
        if context.out.is_json() {
            let mut line = as_json(store, &report)?.to_string();
            line.push('\n');
            context.out.bytes(line.as_bytes());
        }
        context.out.line(as_text(store, &report)?);
    }
    Ok(())
}

/// Trouble with the way there passes; everything else does not.
fn is_final(failure: &Failure) -> bool {
    let passes =
        failure.exit == Exit::Unreachable || matches!(failure.code, "busy" | "contended" | "slow-down");
    !passes || failure.code == "offline"
}
