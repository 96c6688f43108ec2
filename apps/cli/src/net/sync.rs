//! One run of the everyday sync: the store is written after every step, and before what the step returned is sent.

use std::time::{Duration, Instant};

use regain_protocol::ProblemCode;
use regain_sync::{Checks, Env, Input, Output, Report, Sync, SyncError};

use super::away;
use super::{NetError, Patience, client_of};
use crate::Context;
use crate::error::{Failure, Result};
use crate::store::{Guard, Unlocked};

/// After a change nobody waits longer than this.
const AFTER_CHANGE: Duration = Duration::from_secs(3);
/// Before a reading nobody waits longer than this.
const BEFORE_READ: Duration = Duration::from_secs(1);
/// Whoever synced so recently need not again, in ms: an edit on one device is seen on the other within a second.
const FRESH_MS: u64 = 500;
/// A backup that was not reached for so long is out of date, in ms: a day.
const OUT_OF_DATE_MS: u64 = 24 * 60 * 60 * 1000;
/// How long to wait for another process that is syncing.
const OTHER_PROCESS: Duration = Duration::from_secs(10);

/// Why a run ended early. Nothing is lost; the next run goes on.
pub enum Stop {
    /// This device has no backup.
    Off,
    /// `--offline` was given.
    Offline,
    /// Another process is syncing.
    Busy,
    /// No answer.
    Net(NetError),
    /// The service never had the account: switching the backup on was interrupted.
    Unfinished,
    /// The service signs this device in no more, and shows no proof why. Nothing was dropped.
    Unknown,
    /// The engine stopped.
    Sync(SyncError),
    /// The store or the client could not be used.
    Other(Failure),
}

impl Stop {
    /// Whether it must be said, however small the occasion: it does not pass by itself.
    fn stays(&self) -> bool {
        let is_closed = |error: &SyncError| error.code() == Some(ProblemCode::AlreadyClosed);
        matches!(self, Self::Sync(error) if is_closed(error))
            || matches!(
                self,
                Self::Sync(
                    SyncError::RemovedWithoutProof
                        | SyncError::Finding(_)
                        | SyncError::NeedsConsent(_)
                        | SyncError::OtherVersion(_)
                ) | Self::Unfinished
                    | Self::Unknown
                    | Self::Other(_)
            )
    }
}

impl From<Stop> for Failure {
    fn from(stop: Stop) -> Self {
        use crate::error::Exit;
        match stop {
            Stop::Off => SyncError::NoBackup.into(),
            Stop::Offline => Self::new(
                Exit::Unreachable,
                "offline",
                "this needs the backup service, and --offline was given",
            )
            .next("run it again without --offline"),
            Stop::Busy => Self::new(Exit::Store, "busy", "another process of Regain is syncing this store")
                .next("wait for it to end, then try again"),
            Stop::Net(error) => error.into(),
            Stop::Unfinished => Self::new(
                Exit::Refused,
                "unfinished",
                "switching Cloud backup on was interrupted before the service had the account",
            )
            .next("run `regain backup on` again; the accounts are on this device only"),
            Stop::Unknown => Self::new(
                Exit::Refused,
                "not-known-there",
                "the service does not know this device, or the backup is gone there; nothing was dropped here",
            )
            .next("ask whoever runs the service. `regain backup off` leaves the backup, then `regain backup on` makes a new one"),
            Stop::Sync(error) => error.into(),
            Stop::Other(failure) => failure,
        }
    }
}

/// Syncs now. `consent`: the person agreed that many accounts go to the trash.
pub fn now(context: &Context, store: &Unlocked, patience: Patience, consent: bool) -> Result<Report, Stop> {
    if context.offline {
        return Err(Stop::Offline);
    }
    // Alone before anything is read: the beginning of a run sends again what an interrupted one may have sent.
    let _alone = lock(store, patience)?;
    let mut run = Sync::new(consent, Checks::default());
    let (client, mut output) = {
        let mut replica = store.read().map_err(Stop::Other)?;
        if replica.membership.is_none() {
            let was_removed = replica.removed_from.is_some();
            return Err(if was_removed { Stop::Sync(SyncError::Removed) } else { Stop::Off });
        }
        let client = client_of(context, &replica, patience).map_err(Stop::Other)?;
        // The first step decides and changes nothing, so there is nothing to write yet.
        let mut env = Env { now: context.now(), rng: &mut context.rng() };
        (client, run.step(&mut replica, Input::Begin, &mut env))
    };
    loop {
        let request = match output {
            Output::Send(request) => request,
            Output::Done(done) => return done.map_err(|error| stopped(store, error)),
        };
        let answer = client.send(&request).map_err(Stop::Net)?;
        away::forget(store.home());
        output = store
            .update(|replica| {
                let mut env = Env { now: context.now(), rng: &mut context.rng() };
                Ok(run.step(replica, Input::Answer(answer), &mut env))
            })
            .map_err(Stop::Other)?;
    }
}

fn stopped(store: &Unlocked, error: SyncError) -> Stop {
    if error == SyncError::Removed {
        // What was dropped must not stay beside the store.
        if let Err(failure) = store.forget_previous() {
            return Stop::Other(failure);
        }
    }
    match error {
        // The engine has taken the membership out again: it never came to be.
        SyncError::Gone(_) => Stop::Unfinished,
        SyncError::NeedsConsent(mut names) => {
            names.sort_by_key(|name| name.to_lowercase());
            Stop::Sync(SyncError::NeedsConsent(names))
        }
        error if error.code() == Some(ProblemCode::SignInFailed) => Stop::Unknown,
        error => Stop::Sync(error),
    }
}

fn lock(store: &Unlocked, patience: Patience) -> Result<Guard, Stop> {
    let until = Instant::now() + patience.whole.unwrap_or(OTHER_PROCESS);
    loop {
        if let Some(guard) = store.sync_lock().map_err(Stop::Other)? {
            return Ok(guard);
        }
        if Instant::now() >= until {
            return Err(Stop::Busy);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// After a change: tries at once, for a short while, and fails softly with one line. The next command goes on.
pub fn after_change(context: &Context, store: &Unlocked) {
    match now(context, store, Patience::short(AFTER_CHANGE), false) {
        Ok(report) => say_events(context, store, &report),
        // The other process takes the change along, or the next command does.
        Err(Stop::Off | Stop::Busy) => {}
        Err(Stop::Offline) => context.out.note("saved here; not yet backed up: --offline was given"),
        Err(stop) => {
            let failure = Failure::from(stop);
            context.out.note(format!("saved here; not yet backed up: {}", failure.message));
            if let Some(next) = failure.next {
                context.out.note(format!("next: {next}"));
            }
        }
    }
}

/// Before a reading: looks for news, for a moment. Silent unless the backup is out of date or something is wrong for good.
pub fn before_read(context: &Context, store: &Unlocked) -> Result<()> {
    let (last_contact, waits) = {
        let replica = store.read()?;
        let Some(membership) = &replica.membership else { return Ok(()) };
        (membership.last_contact, !membership.outbox.is_empty())
    };
    let age = context.now().saturating_sub(last_contact);
    if context.offline || (age < FRESH_MS && !waits) || away::is_noted(store.home()) {
        return Ok(());
    }
    match now(context, store, Patience::short(BEFORE_READ), false) {
        Ok(report) => say_events(context, store, &report),
        Err(stop) => {
            if matches!(stop, Stop::Net(_)) {
                away::note(store.home());
            }
            // Whoever reads says it, now and from now on.
            if matches!(stop, Stop::Sync(SyncError::Removed)) {
                return Ok(());
            }
            let must = stop.stays();
            let why = Failure::from(stop);
            if must {
                context.out.warn(format!("warning: {}", why.message));
                if let Some(next) = why.next {
                    context.out.warn(format!("next: {next}"));
                }
            } else if waits || age > OUT_OF_DATE_MS {
                let when = crate::time::ago(last_contact, context.now());
                context.out.note(format!("the backup is out of date (last contact {when}): {}", why.message));
            }
        }
    }
    Ok(())
}

/// What others did about members is shown on every device.
pub fn say_events(context: &Context, store: &Unlocked, report: &Report) {
    if report.events.is_empty() && report.unsaid.is_empty() {
        return;
    }
    let Ok(replica) = store.read() else { return };
    for text in super::events_text(&replica, report) {
        context.out.warn(text);
    }
}
