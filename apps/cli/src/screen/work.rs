//! What a key leaves to do: each gives one line that says how it went.

use rand_core::RngCore as _;
use regain_screen::words::Words;
use regain_vault::account::{self, NewAccount};
use regain_vault::{RecordId, duplicates};

use crate::command::add::sources::from_lines;
use crate::command::copy_code;
use crate::context::Context;
use crate::error::{Exit, Failure};
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
