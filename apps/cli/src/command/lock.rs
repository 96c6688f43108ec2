//! `regain lock`: what locks this app.

mod change;
mod keyring;

use regain_seal::lock::LockKind;
use serde_json::json;

use crate::args::{LockArgs, LockCommand};
use crate::context::Context;
use crate::error::Result;
use crate::store::Store;
use crate::store::keyring::{Keyring as _, System};

pub(super) fn run(context: &Context, args: LockArgs) -> Result<()> {
    match args.command {
        None => show(context),
        Some(LockCommand::Change { new_passphrase_file }) => {
            change::run(context, new_passphrase_file.as_deref())
        }
        Some(LockCommand::Keyring) => keyring::run(context),
    }
}

fn show(context: &Context) -> Result<()> {
    let (kind, text, suite) = match Store::kind(&context.home)? {
        LockKind::Passphrase(suite) => {
            ("passphrase", "a passphrase, stretched by Argon2id (128 MiB, 4 passes)", Some(suite.number()))
        }
        LockKind::External { .. } => ("keyring", "a key in the system's keyring", None),
    };
    let file = Store::path(&context.home).display().to_string();
    context.out.json(&json!({"lock": kind, "suite": suite, "file": file}));
    context.out.line(format!("{file} is locked by {text}."));
    context.out.line("By a passphrase, or by another one: `regain lock change`; by the system's keyring: `regain lock keyring`.");
    Ok(())
}

/// Removes the key of the lock before from the keyring. It opens copies of the store only, so failing is no failure.
fn forget(context: &Context, entry: Option<String>) {
    if let Some(Err(error)) = entry.map(|entry| System.forget(&entry)) {
        context.out.note(format!(
            "note: the former key is still in the keyring, where it opens older copies of the store: {error}"
        ));
    }
}
