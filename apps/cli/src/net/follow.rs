//! Stays in touch: syncs whenever the service has something new, and asks now and then where the stream of events does not work.

use std::time::Duration;

use regain_sync::{Report, SyncError};

use super::events::{Events, EventsError, News};
use super::{Patience, client_of, sync};
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::store::Unlocked;

/// Where the stream does not work, and at most between two tries.
const POLL: Duration = Duration::from_secs(30);
const FIRST_PAUSE: Duration = Duration::from_secs(1);

/// What happened meanwhile.
pub enum Step<'a> {
    /// A sync ended well; whether it is the first since the line was there.
    Synced(&'a Report, bool),
    /// Trouble on the way there, which passes; it goes on trying.
    Trouble(&'a Failure),
}

/// Goes on until something stops it that does not pass by itself, or `tell` does.
pub fn follow(
    context: &Context,
    store: &Unlocked,
    consent: bool,
    mut tell: impl FnMut(Step<'_>) -> Result<()>,
) -> Failure {
    let mut pause = FIRST_PAUSE;
    loop {
        match round(context, store, consent, &mut pause, &mut tell) {
            Ok(()) => {}
            Err(failure) if is_final(&failure) => return failure,
            Err(failure) => {
                if let Err(failure) = tell(Step::Trouble(&failure)) {
                    return failure;
                }
            }
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(POLL);
    }
}

/// Syncs, then follows the stream until it breaks.
fn round(
    context: &Context,
    store: &Unlocked,
    consent: bool,
    pause: &mut Duration,
    tell: &mut impl FnMut(Step<'_>) -> Result<()>,
) -> Result<()> {
    let report = sync::now(context, store, Patience::USUAL, consent)?;
    tell(Step::Synced(&report, true))?;
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
            let membership = replica.membership.as_ref().ok_or(SyncError::NoBackup)?;
            (membership.chain.head().number, !membership.outbox.is_empty())
        };
        let newer = matches!(news, News::Head(number) if number > known);
        if newer || waits {
            let report = sync::now(context, store, Patience::USUAL, consent)?;
            tell(Step::Synced(&report, false))?;
        }
    }
}

/// Trouble with the way there passes; everything else does not.
fn is_final(failure: &Failure) -> bool {
    let passes =
        failure.exit == Exit::Unreachable || matches!(failure.code, "busy" | "contended" | "slow-down");
    !passes || failure.code == "offline"
}
