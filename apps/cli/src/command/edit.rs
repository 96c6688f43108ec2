//! `regain edit`: changes what was given, leaves the rest.

use std::path::Path;

use regain_otp::uri::{self};
use regain_otp::{Kind, Otp, OtpSecret};
use regain_sync::Replica;
use regain_vault::account::{self, Edit};
use regain_vault::{Account, Change, RecordId};

use super::accounts::{AccountView, choose, name_or_id, words};
use super::show::usable;
use super::{add, change, open, refused};
use crate::args::EditArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net;
use crate::prompt::Twin;

pub(super) fn run(context: &Context, args: &EditArgs) -> Result<()> {
    if !asks_for_something(args) {
        return Err(Failure::usage("nothing to change was given").next("see `regain edit --help`"));
    }
    let store = open(context)?;
    let before = store.read()?;
    let id = choose(&before.vault, &words(&args.query.query))?;
    let otp = new_otp(context, args, &usable(&before.vault, id)?)?;
    if otp.is_some() {
        context.prompts.require("The old secret is replaced and makes no more codes. Is the account enrolled anew at the service?")?;
    }
    let edit = Edit {
        issuer: args.issuer.clone(),
        label: args.label.clone(),
        note: args.note.clone(),
        favourite: (args.favourite || args.no_favourite).then_some(args.favourite),
        otp,
    };
    let (account, changed) = change(context, &store, |replica, now| {
        let change = apply(replica, now, id, &edit, args)?;
        let changed = !change.is_empty();
        Ok((change, (usable(&replica.vault, id)?, changed)))
    })?;
    context.out.json(&AccountView::new(&account, false));
    let did = if changed { "Changed" } else { "Nothing to change in" };
    context.out.done(format!("{did} {}.", name_or_id(&account)));
    net::sync::after_change(context, &store);
    Ok(())
}

fn asks_for_something(args: &EditArgs) -> bool {
    args.issuer.is_some()
        || args.label.is_some()
        || args.note.is_some()
        || args.favourite
        || args.no_favourite
        || !args.add_tag.is_empty()
        || !args.remove_tag.is_empty()
        || args.after.is_some()
        || args.counter.is_some()
        || args.secret_file.is_some()
        || args.pin_file.is_some()
}

fn apply(replica: &mut Replica, now: u64, id: RecordId, edit: &Edit, args: &EditArgs) -> Result<Change> {
    let Replica { vault, clock, .. } = replica;
    let mut all = account::edit(vault, clock, now, id, edit).map_err(refused)?;
    let add: Vec<&str> = args.add_tag.iter().map(String::as_str).collect();
    let remove: Vec<&str> = args.remove_tag.iter().map(String::as_str).collect();
    all.join(account::tag::tag(vault, clock, now, id, &add, &remove).map_err(refused)?);
    if let Some(counter) = args.counter {
        all.join(account::advance(vault, clock, now, id, counter).map_err(refused)?);
    }
    if let Some(after) = &args.after {
        let after = if after.trim().is_empty() { None } else { Some(choose(vault, after)?) };
        all.join(account::place(vault, clock, now, id, after).map_err(refused)?);
    }
    Ok(all)
}

/// What codes are made from after the edit, when a secret or a PIN was given.
fn new_otp(context: &Context, args: &EditArgs, account: &Account) -> Result<Option<Otp>> {
    let mut parts = account.otp.duplicate().into_parts();
    match &args.secret_file {
        Some(file) => match read_key(context, file)? {
            Key::Whole(otp) => parts = otp.into_parts(),
            Key::Secret(secret) => {
                parts.secret = secret;
                // A counter never goes back on its own; a new secret begins at the service's 0 only if the person says so.
                if parts.kind == Kind::Hotp {
                    context.out.note("note: the counter stays; say --counter N if the service begins anew");
                }
            }
        },
        None if args.pin_file.is_none() => return Ok(None),
        None => {}
    }
    if args.pin_file.is_some() {
        if !parts.kind.needs_pin() {
            return Err(Failure::usage(format!("an account of type {} has no PIN", parts.kind))
                .next("leave --pin-file out"));
        }
        parts.pin = Some(add::read_pin(context, args.pin_file.as_deref())?);
    }
    Otp::from_parts(parts).map(Some).map_err(|error| Failure::of(Exit::Failure, "secret", &error))
}

enum Key {
    Whole(Box<Otp>),
    Secret(OtpSecret),
}

fn read_key(context: &Context, file: &Path) -> Result<Key> {
    let text = context.prompts.hidden("Secret", Twin::new("--secret-file", Some(file)))?;
    if text.contains("://") {
        let auth =
            uri::parse(&text).map_err(|error| Failure::of(Exit::Failure, "unreadable-address", &error))?;
        return Ok(Key::Whole(Box::new(auth.otp)));
    }
    OtpSecret::from_base32(&text)
        .map(Key::Secret)
        .map_err(|error| Failure::of(Exit::Failure, "secret", &error))
}
