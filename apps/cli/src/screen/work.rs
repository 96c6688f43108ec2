//! What a key leaves to do: each gives one line that says how it went.

use rand_core::RngCore as _;
use regain_otp::{migration, uri};
use regain_screen::words::Words;
use regain_vault::RecordId;
use regain_vault::account::{self, NewAccount};

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

/// Adds what an address holds; durable when this returns.
pub fn add(context: &Context, store: &Unlocked, words: Words, text: &str) -> String {
    let text = text.trim();
    let found = if text.to_ascii_lowercase().starts_with("otpauth-migration:") {
        migration::parse(text)
            .map(|batch| batch.entries.into_iter().flatten().collect())
            .map_err(|error| error.to_string())
    } else {
        uri::parse(text).map(|auth| vec![auth]).map_err(|error| error.to_string())
    };
    let accounts = match found {
        Ok(accounts) => accounts,
        Err(why) => return words.terminal_add_nothing(&clean(&why)),
    };
    let accounts: Vec<NewAccount> = accounts
        .into_iter()
        .map(|auth| {
            let mut id = [0; 16];
            context.rng().fill_bytes(&mut id);
            NewAccount::from_otpauth(RecordId(id), auth)
        })
        .collect();
    let now = context.now();
    let stored = store.update(|replica| {
        let change = account::add_all(&mut replica.vault, &mut replica.clock, now, &accounts)
            .map_err(|error| Failure::of(Exit::Refused, "not-possible", &error))?;
        replica.enqueue(change);
        Ok(())
    });
    match stored {
        Ok(()) => words.terminal_added(accounts.len() as u64),
        Err(failure) => failure.message,
    }
}
