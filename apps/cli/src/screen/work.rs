//! What a key leaves to do: each gives one line that says how it went.

use std::sync::Arc;
use std::sync::mpsc::Sender;

use rand_core::RngCore as _;
use regain_protocol::BackupStatus;
use regain_screen::words::Words;
use regain_sync::SyncError;
use regain_sync::flow::status;
use regain_vault::account::{self, NewAccount};
use regain_vault::{RecordId, duplicates, exposure};

use super::Told;
use crate::command::add::sources::from_lines;
use crate::command::{copy_code, proposals};
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net::{Patience, client_of, sync};
use crate::output::clean;
use crate::store::Unlocked;

/// Puts an account's code on the clipboard.
pub fn copy(context: &Context, store: &Unlocked, words: Words, id: &str) -> String {
    let gone = || Failure::new(Exit::NotFound, "not-found", "the account is not there any more");
    match RecordId::parse(id).map_err(|_| gone()).and_then(|id| copy_code(context, store, id)) {
        Ok((name, note)) => words.terminal_copied(&clean(&name), note),
        Err(failure) => words.terminal_no_code(&failure.message),
    }
}

/// Adds what the addresses hold, one a line; durable when this returns. What could not be used, is missing, or looks like an account
/// that is there, is said.
pub fn add(context: &Context, store: &Unlocked, words: Words, text: &str) -> String {
    let found = from_lines(text);
    let mut notes: Vec<String> =
        found.problems.iter().map(|problem| words.terminal_add_nothing(problem)).collect();
    notes.extend(found.missing_parts());
    if found.enrolment.is_some() {
        notes.push(words.terminal_link_alone().to_owned());
    }
    let accounts: Vec<NewAccount> = found
        .accounts
        .into_iter()
        .map(|auth| {
            let mut id = [0; 16];
            context.rng().fill_bytes(&mut id);
            NewAccount::from_otpauth(RecordId(id), auth)
        })
        .collect();
    if !accounts.is_empty() {
        notes.insert(0, keep(context, store, words, &accounts));
    }
    clean(&notes.join(" "))
}

/// Ticks an exposed account off, or back on.
pub fn tick(
    context: &Context,
    store: &Unlocked,
    words: Words,
    account: &str,
    name: &str,
    done: bool,
) -> String {
    let Ok(account) = RecordId::parse(account) else { return words.terminal_answer_gone().to_owned() };
    let now = context.now();
    let stored = store.update(|replica| {
        let change = exposure::tick(&mut replica.vault, &mut replica.clock, now, account, done);
        replica.enqueue(change);
        Ok(())
    });
    match stored {
        Ok(()) if done => words.exposed_ticked(&clean(name)),
        Ok(()) => words.exposed_unticked(&clean(name)),
        Err(failure) => failure.message,
    }
}

/// Answers a proposal in a thread of its own: the service has to agree that it may.
pub fn answer(
    context: &Context,
    store: &Arc<Unlocked>,
    words: Words,
    proposal: String,
    agree: bool,
    tell: Sender<Told>,
) {
    let (context, store) = (context.silent(), Arc::clone(store));
    std::thread::spawn(move || {
        let said = said(&context, &store, &proposal, agree);
        let message = match said {
            Ok(()) if agree => words.proposal_confirmed_done().to_owned(),
            Ok(()) => words.proposal_refused_done().to_owned(),
            Err(failure) => failure.message,
        };
        // The screen is gone when the process ends.
        let _ = tell.send(Told::Done(message));
    });
}

fn said(context: &Context, store: &Unlocked, proposal: &str, agree: bool) -> Result<()> {
    let hash = proposal.parse().map_err(|_| SyncError::Gone("the proposal"))?;
    sync::now(context, store, Patience::USUAL, false)?;
    proposals::say(context, store, hash, agree)
}

/// Asks the service what it knows of the backup, right after a sync.
pub fn status(context: &Context, store: &Unlocked) -> Result<BackupStatus> {
    let (client, request) = {
        let replica = store.read()?;
        (client_of(context, &replica, Patience::USUAL)?, status::start(&replica)?)
    };
    Ok(status::answer(&client.send(&request)?)?)
}

fn keep(context: &Context, store: &Unlocked, words: Words, accounts: &[NewAccount]) -> String {
    let now = context.now();
    let stored = store.update(|replica| {
        let twins = accounts.iter().flat_map(|new| duplicates::of(&replica.vault, &new.otp)).count();
        let change = account::add_all(&mut replica.vault, &mut replica.clock, now, accounts)
            .map_err(|error| Failure::of(Exit::Refused, "not-possible", &error))?;
        replica.enqueue(change);
        Ok(twins)
    });
    let added = words.terminal_added(accounts.len() as u64);
    match stored {
        Ok(0) => added,
        Ok(twins) => format!("{added} {}", words.terminal_duplicates(twins as u64)),
        Err(failure) => failure.message,
    }
}
