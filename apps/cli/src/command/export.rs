//! `regain export`: encrypted, as addresses, or for paper.

mod age_file;
mod page;
mod plain;
mod write;

use std::path::Path;

use regain_vault::{Account, Vault, account};
use serde::Serialize;
use zeroize::Zeroizing;

use super::accounts::AccountView;
use super::open;
use crate::args::{ExportArgs, Format};
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::output::counted;

/// What `export --json` prints about the file.
#[derive(Serialize)]
struct Exported {
    file: String,
    format: &'static str,
    encrypted_to: Option<&'static str>,
    count: usize,
    accounts: Vec<AccountView>,
    left_out: Vec<String>,
}

pub(super) fn run(context: &Context, args: &ExportArgs) -> Result<()> {
    check(args)?;
    let to_stdout = args.file == Path::new("-");
    if to_stdout && context.out.is_json() {
        return Err(
            Failure::usage("the file and --json can't both go to standard output").next("name a file")
        );
    }
    let store = open(context)?;
    let replica = store.read()?;
    let (accounts, left_out) = readable(&replica.vault);
    if accounts.is_empty() {
        return Err(Failure::new(Exit::Failure, "nothing-to-export", "there are no accounts to export")
            .next("add some with `regain add`, or restore a backup with `regain recover`"));
    }
    if args.format != Format::Age && !args.unencrypted {
        context.prompts.require(
            "This file is not encrypted: whoever reads it can make your codes. Write it all the same?",
        )?;
    }
    let now = context.now();
    let (bytes, encrypted_to, format) = match args.format {
        Format::Age => {
            let (bytes, to) = age_file::make(context, args, &replica, &accounts, now)?;
            (bytes, Some(to), "age")
        }
        Format::Otpauth => (plain::make(&accounts), None, "otpauth"),
        Format::Html => (page::make(&accounts, now)?, None, "html"),
    };
    if to_stdout {
        context.out.bytes(&bytes);
    } else {
        write::write(context, &args.file, &bytes)?;
    }
    report(context, args, &accounts, left_out, (format, encrypted_to));
    Ok(())
}

fn check(args: &ExportArgs) -> Result<()> {
    if args.format != Format::Age && (args.passphrase || args.passphrase_file.is_some() || args.armor) {
        return Err(Failure::usage("--passphrase, --passphrase-file and --armor belong to --format age")
            .next("leave them out"));
    }
    Ok(())
}

/// The accounts that can be read, and what is said about the others.
fn readable(vault: &Vault) -> (Vec<Account>, Vec<String>) {
    let (mut accounts, mut left_out) = (Vec::new(), Vec::new());
    for entry in account::list(vault) {
        match entry {
            Ok(account) => accounts.push(account),
            Err(finding) => left_out.push(finding.to_string()),
        }
    }
    let bound = regain_vault::bound::list(vault).len();
    if bound > 0 {
        left_out
            .push(format!("{} of organisations: their keys never leave a device", counted(bound, "account")));
    }
    (accounts, left_out)
}

fn report(
    context: &Context,
    args: &ExportArgs,
    accounts: &[Account],
    mut left_out: Vec<String>,
    (format, encrypted_to): (&'static str, Option<&'static str>),
) {
    left_out.extend(lost(args.format, accounts));
    for what in &left_out {
        context.out.warn(format!("not in the file: {what}"));
    }
    let file = args.file.display().to_string();
    if args.file != Path::new("-") {
        let how = match encrypted_to {
            Some("kit") => ", encrypted to your recovery kit",
            Some(_) => ", encrypted by the passphrase",
            None => ", NOT encrypted",
        };
        context.out.done(format!("{} written to {file}{how}.", counted(accounts.len(), "account")));
        if encrypted_to == Some("kit") {
            context.out.done("It opens with `age -d -i KEYFILE`; `regain kit identity` gives the key's line from the kit's words.");
        }
    }
    context.out.json(&Exported {
        file,
        format,
        encrypted_to,
        count: accounts.len(),
        accounts: accounts.iter().map(|account| AccountView::new(account, args.show_secrets)).collect(),
        left_out,
    });
}

/// What the format can't carry.
fn lost(format: Format, accounts: &[Account]) -> Option<String> {
    if format == Format::Age {
        return None;
    }
    let with = accounts.iter().filter(|account| !account.tags.is_empty() || !account.note.is_empty()).count();
    (with > 0 && format == Format::Otpauth)
        .then(|| format!("tags and notes of {}; --format age carries them", counted(with, "account")))
}

/// A buffer of this size that leaves no copies behind when it grows no further.
fn buffer(size: usize) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(Vec::with_capacity(size))
}
