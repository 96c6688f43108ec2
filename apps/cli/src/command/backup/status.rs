//! `regain backup status`: "Details". Works from what this device knows, and says so where the service could not be asked.

use regain_log::{Chain, Entry, Head};
use regain_protocol::{BackupStatus, limit, path};
use regain_seal::words::head_words;
use regain_sync::flow::{alerts, status};
use regain_sync::{Finding, Membership, Request, Response, SyncError};
use serde_json::json;

use super::details;
use crate::args::BackupStatusArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net::{Patience, ask, client_of, sync};
use crate::store::{Store, Unlocked};

pub(super) fn run(context: &Context, args: &BackupStatusArgs) -> Result<()> {
    let store = Store::unlock(context)?;
    if let Some(number) = args.words_at {
        return words_at(context, &store, number);
    }
    let answers = match store.read()?.membership {
        None => Err(sync::Stop::Off),
        Some(_) => ask_service(context, &store),
    };
    let replica = store.read()?;
    let (answers, why_not) = match answers {
        Ok(answers) => (Some(answers), None),
        Err(stop) => (None, Some(stop)),
    };
    details::show(context, &replica, answers.as_ref(), why_not);
    Ok(())
}

/// What the service adds.
pub(super) struct Answers {
    /// Devices, proposals, its clock.
    pub status: BackupStatus,
    /// Addresses, and whether each is confirmed.
    pub alerts: Vec<regain_protocol::Alert>,
    /// Local clock minus the service's, ms.
    pub skew_ms: i64,
}

fn ask_service(context: &Context, store: &Unlocked) -> Result<Answers, sync::Stop> {
    let report = sync::now(context, store, Patience::USUAL, false)?;
    sync::say_events(context, store, &report);
    let replica = store.read().map_err(sync::Stop::Other)?;
    let client = client_of(context, &replica, Patience::USUAL).map_err(sync::Stop::Other)?;
    let send =
        |request: Request| -> Result<Response, sync::Stop> { client.send(&request).map_err(sync::Stop::Net) };
    let answer = send(status::start(&replica).map_err(sync::Stop::Sync)?)?;
    let status = status::answer(&answer).map_err(sync::Stop::Sync)?;
    let skew_ms = context.now().cast_signed().saturating_sub(status.time.cast_signed());
    let answer = send(alerts::list(&replica).map_err(sync::Stop::Sync)?)?;
    let alerts = alerts::listed(&answer).map_err(sync::Stop::Sync)?;
    Ok(Answers { status, alerts, skew_ms })
}

/// The words of an earlier number, so that a device that is behind can compare: by headers that lead to the verified head.
fn words_at(context: &Context, store: &Unlocked, number: u64) -> Result<()> {
    let head = store.read()?.membership.as_ref().ok_or(SyncError::NoBackup)?.chain.head();
    let head = if number < head.number { earlier(context, store, number)? } else { head };
    if number > head.number {
        return Err(Failure::new(
            Exit::NotFound,
            "no-such-entry",
            format!("this device knows the backup up to entry {}", head.number),
        )
        .next("run `regain sync`, or compare an earlier number"));
    }
    let words = head_words(head.number, &head.hash).join(" ");
    context.out.json(&json!({"head": head.number, "words": words}));
    context.out.line(format!("{}: {words}", head.number));
    Ok(())
}

fn earlier(context: &Context, store: &Unlocked, number: u64) -> Result<Head> {
    let (mut wanted, mut reached) = (None::<Head>, None::<Head>);
    loop {
        let from = reached.map_or(number, |reached| reached.number + 1);
        let (mut head, missing) =
            (None, SyncError::Finding(Finding::Incomplete { after: from.saturating_sub(1) }));
        let answer = ask::in_session(context, store, |replica| {
            let membership = replica.membership.as_ref().ok_or(SyncError::NoBackup)?;
            head = Some(membership.chain.head());
            Ok(headers(membership, from))
        })?;
        let (fronts, _) = answer.entries()?;
        let at = |entry: &Entry| Head { number: entry.header().number, hash: entry.hash() };
        let last = fronts.last().map(at).ok_or_else(|| missing.clone())?;
        let (start, rest) = match reached {
            Some(start) => (start, fronts.as_slice()),
            None => (at(&fronts[0]), &fronts[1..]),
        };
        Chain::verify_links(start, rest, last).map_err(|error| SyncError::Finding(error.into()))?;
        let first = *wanted.get_or_insert(start);
        if first.number != number {
            return Err(missing.into());
        }
        match head {
            Some(head) if last == head => return Ok(first),
            Some(head) if last.number >= head.number => {
                return Err(SyncError::Finding(Finding::Fork { number: head.number }).into());
            }
            _ => reached = Some(last),
        }
    }
}

fn headers(membership: &Membership, from: u64) -> Request {
    let path = path::of_backup(path::HEADERS, membership.backup());
    let last = membership.chain.head().number.min(from + limit::HEADERS - 1);
    let request = Request::get(format!("{path}?from={from}&to={last}"));
    match &membership.token {
        Some(token) => request.with_token(token),
        None => request,
    }
}
