//! `regain lock`: what locks this app.

use std::path::Path;

use regain_seal::lock::LockKind;
use serde_json::json;

use super::init::remark_if_short;
use crate::args::{LockArgs, LockCommand};
use crate::context::Context;
use crate::error::Result;
use crate::prompt::Twin;
use crate::store::Store;

pub(super) fn run(context: &Context, args: LockArgs) -> Result<()> {
    match args.command {
        None => show(context),
        Some(LockCommand::Change { new_passphrase_file }) => change(context, new_passphrase_file.as_deref()),
    }
}

fn show(context: &Context) -> Result<()> {
    let (kind, text, suite) = match Store::kind(&context.home)? {
        LockKind::Passphrase(suite) => {
            ("passphrase", "a passphrase, stretched by Argon2id (128 MiB, 4 passes)", Some(suite.number()))
        }
        LockKind::External => ("external", "a key of the system's key store", None),
    };
    let file = Store::path(&context.home).display().to_string();
    context.out.json(&json!({"lock": kind, "suite": suite, "file": file}));
    context.out.line(format!("{file} is locked by {text}."));
    context.out.line("Another passphrase: `regain lock change`.");
    Ok(())
}

fn change(context: &Context, file: Option<&Path>) -> Result<()> {
    let mut store = Store::unlock(context)?;
    let passphrase = context.prompts.new_app_lock(Twin::new("--new-passphrase-file", file))?;
    remark_if_short(context, &passphrase);
    store.change_lock(&passphrase)?;
    context.out.json(&json!({"lock": "passphrase", "changed": true}));
    context.out.done("The app is locked by the new passphrase.");
    context.out.note("note: copies of the store that were made before open with the old one");
    Ok(())
}
