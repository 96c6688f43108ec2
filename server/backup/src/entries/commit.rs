//! Entries become part of the log: verified, kept with all that follows from them, told to whoever waits.

use std::time::Instant;

use regain_log::{Chain, ChainError, Entry, Rule};
use regain_protocol::limit::{PULL_BYTES, PULL_ENTRIES};
use regain_protocol::{Appended, Problem, ProblemCode};
use regain_storage::{Append, AppendOutcome, NewMail, Position, SessionRow};

use super::framed::frames;
use super::plan::{Beside, Plan, PlanError, new_passphrase, plan};
use crate::auth::Signed;
use crate::chains;
use crate::fault::Fault;
use crate::notices;
use crate::state::{Service, Shared};

/// More than so many entries, or bytes, are verified on a thread of their own.
const INLINE_ENTRIES: usize = 8;
const INLINE_BYTES: usize = 256 << 10;

/// Appends the entries if the head is the expected one. The author of every entry is the session's member.
pub async fn append_entries(
    service: &Shared,
    signed: &Signed,
    expected: Position,
    entries: Vec<Entry>,
    beside: Option<Beside>,
) -> Result<Appended, Fault> {
    let start = Instant::now();
    let session = &signed.session;
    check_run(session, expected, &entries)?;
    let Some(chain) = chain_at(service, session, expected).await? else {
        return settle(service, signed, expected, &entries).await;
    };
    // Only now: a client that asks again has its slot in use already, and was answered above.
    for slot in entries.iter().filter_map(new_passphrase) {
        service.require_fresh_slot(slot).await?;
    }
    let now = service.clock.now();
    let (entries, planned) = verified(chain, entries, beside, now).await?;
    let plan = match planned {
        Ok(plan) => plan,
        Err(PlanError::Chain(error)) => return Err(refused(&error)),
        Err(PlanError::Fault(fault)) => return Err(fault),
    };
    let notices = notices_of(service, session, &plan, now).await?;
    let told = !notices.is_empty();
    let Plan { chain, entries: kept, effects, control, .. } = plan;
    let request = Append {
        backup: session.backup,
        expected,
        entries: kept,
        chain: control.then(|| chain.to_snapshot()),
        effects,
        notices,
        session: Some(signed.token),
        now,
    };
    match service.storage.append(request).await? {
        AppendOutcome::Appended(position) => {
            service.chains.put(session.backup, chain);
            service.wakes.wake(&session.backup, position.number);
            if told {
                service.mail_waits.notify_one();
            }
            service.metrics.observe("regain_append_seconds", start.elapsed());
            Ok(Appended { number: position.number, hash: position.hash })
        }
        AppendOutcome::HeadMoved(_) => settle(service, signed, expected, &entries).await,
        AppendOutcome::NothingStaged => Err(Fault::malformed("entry: its proposal staged no slot")),
        AppendOutcome::NoBackup => Err(ProblemCode::NotFound.into()),
        AppendOutcome::SessionEnded => Err(ProblemCode::SignInRequired.into()),
    }
}

/// The answer to an entry that a check of the log refused.
pub fn refused(error: &ChainError) -> Fault {
    if error.rule == Rule::Closed {
        return ProblemCode::AlreadyClosed.into();
    }
    let mut problem = Problem::new(ProblemCode::EntryRefused).with_detail(error.to_string());
    problem.rule = Some(error.rule.name().to_owned());
    problem.into()
}

fn check_run(session: &SessionRow, expected: Position, entries: &[Entry]) -> Result<(), Fault> {
    if entries.is_empty() {
        return Err(Fault::malformed("entries: none"));
    }
    for (entry, after) in entries.iter().zip(1..) {
        let header = entry.header();
        if Some(header.number) != expected.number.checked_add(after) {
            return Err(Fault::malformed("entries: numbers do not go on from the expected head"));
        }
        if entry.body().is_none() {
            return Err(Fault::malformed("entries: a body is missing"));
        }
        // A session speaks for one member only, even with another one's valid signature in its hands.
        if header.author != session.member {
            return Err(Problem::new(ProblemCode::NotAllowed)
                .with_detail("author: not this session's")
                .into());
        }
    }
    Ok(())
}

/// The chain at the expected head; nothing when the head is another one.
async fn chain_at(
    service: &Service,
    session: &SessionRow,
    expected: Position,
) -> Result<Option<Chain>, Fault> {
    if let Some(chain) = service.chains.take(session.backup, expected) {
        return Ok(Some(chain));
    }
    let row = service.storage.head(session.backup).await?.ok_or(ProblemCode::NotFound)?;
    if row.head != expected {
        return Ok(None);
    }
    chains::stored(&row).map(Some)
}

async fn verified(
    chain: Chain,
    entries: Vec<Entry>,
    beside: Option<Beside>,
    now: u64,
) -> Result<(Vec<Entry>, Result<Plan, PlanError>), Fault> {
    let bytes: usize = entries.iter().filter_map(Entry::body).map(<[u8]>::len).sum();
    let small = entries.len() <= INLINE_ENTRIES && bytes <= INLINE_BYTES;
    let work = move || {
        let planned = plan(chain, &entries, beside.as_ref(), now);
        (entries, planned)
    };
    if small {
        return Ok(work());
    }
    tokio::task::spawn_blocking(work).await.map_err(Fault::internal)
}

/// The head is not the expected one: either these very entries are there already, and the client did not hear the answer, or it
/// lacks others.
async fn settle(
    service: &Service,
    signed: &Signed,
    expected: Position,
    entries: &[Entry],
) -> Result<Appended, Fault> {
    let session = &signed.session;
    // No commit has looked whether the session is open.
    service.require_open(signed.token).await?;
    let last = expected.number + entries.len() as u64;
    let there = service.storage.headers(session.backup, expected.number + 1, last).await?;
    let same = there.len() == entries.len()
        && there.iter().zip(entries).all(|(stored, entry)| stored.bytes == entry.front());
    if let Some(entry) = entries.last().filter(|_| same) {
        return Ok(Appended { number: last, hash: entry.hash() });
    }
    let page = service
        .storage
        .entries_after(session.backup, Some(expected.number), PULL_ENTRIES as usize, PULL_BYTES)
        .await?
        .ok_or(ProblemCode::NotFound)?;
    Err(Fault::Moved { head: page.head, entries: frames(&page.entries) })
}

/// The mails that tell of what the entries did, to every confirmed address.
async fn notices_of(
    service: &Service,
    session: &SessionRow,
    plan: &Plan,
    now: u64,
) -> Result<Vec<NewMail>, Fault> {
    if plan.notable.is_empty() {
        return Ok(Vec::new());
    }
    let addresses = service.storage.alerts(session.backup, now).await?;
    let confirmed: Vec<String> =
        addresses.into_iter().filter(|alert| alert.confirmed).map(|alert| alert.address).collect();
    if confirmed.is_empty() {
        return Ok(Vec::new());
    }
    let row = service.storage.head(session.backup).await?.ok_or(ProblemCode::NotFound)?;
    let mails = confirmed.iter().flat_map(|address| {
        let stop = service.stop_link(session.backup, address);
        plan.notable.iter().map({
            let row = &row;
            move |(what, by)| notices::changed(address, &row.name, *what, *by, now, &stop)
        })
    });
    Ok(mails.collect())
}
