//! `regain list`: a table, once or live. HOTP codes are shown, never advanced.

mod live;
mod rows;
mod touch;

use regain_vault::{Account, Finding, account};
use serde::Serialize;

use super::accounts::bound::{self, BoundView};
use super::accounts::{AccountView, words};
use super::open;
use crate::args::ListArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Result};

/// One element of `list --json`: an account, or what is wrong with an entry.
#[derive(Serialize)]
#[serde(untagged)]
enum Entry {
    Account(Box<AccountView>),
    Bound(BoundView),
    Broken { id: Option<String>, name: Option<String>, finding: String },
}

pub(super) fn run(context: &Context, args: &ListArgs) -> Result<()> {
    let store = open(context)?;
    if args.codes && context.out.is_terminal() && context.prompts.can_ask() {
        return live::run(context, store, args);
    }
    let replica = store.read()?;
    let chosen = rows::choose(&replica.vault, args);
    // They have no tags, and no codes.
    let organisations =
        if args.tags.is_empty() { bound::find(&replica, &words(&args.query)) } else { Vec::new() };
    let now = context.code_now();
    if args.codes && !context.correction.is_none() {
        context.out.note(format!("note: codes are made by {}", context.correction.text()));
    }
    if context.out.is_json() {
        let accounts = chosen.iter().map(|account| entry(account, args, now));
        let bound = organisations.iter().map(|row| Entry::Bound(BoundView::of(row)));
        context.out.json(&accounts.chain(bound).collect::<Vec<_>>());
        return nothing_found(args, chosen.is_empty() && organisations.is_empty());
    }
    nothing_found(args, chosen.is_empty() && organisations.is_empty())?;
    if account::count(&replica.vault) == 0 && organisations.is_empty() {
        if super::removed::removed_from(&replica).is_some() {
            context.out.line("No accounts are on this device any more.");
            return Ok(());
        }
        context.out.line("There are no accounts yet. Add one with `regain add`, or restore a backup with `regain recover`.");
        return Ok(());
    }
    if !chosen.is_empty() {
        context.out.table(&rows::table(&chosen, args, now));
    }
    if !organisations.is_empty() {
        context.out.table(&bound::table(&organisations));
    }
    for row in &organisations {
        bound::say_step(context, row);
    }
    for finding in chosen.iter().filter_map(|account| account.as_ref().err()) {
        context.out.warn(format!("not usable: {finding}"));
    }
    rows::unreadable_note(context, &replica.vault);
    Ok(())
}

fn entry(account: &Result<Account, Finding>, args: &ListArgs, now: u64) -> Entry {
    match account {
        Ok(account) => {
            let view = AccountView::new(account, args.show_secrets);
            Entry::Account(Box::new(if args.codes { view.with_code(account, now) } else { view }))
        }
        Err(finding) => Entry::Broken {
            id: finding.record.map(|id| id.to_string()),
            name: finding.name.clone(),
            finding: finding.error.to_string(),
        },
    }
}

/// An empty list is an answer; a query without a match is not.
fn nothing_found(args: &ListArgs, empty: bool) -> Result<()> {
    let query = words(&args.query);
    if !empty || (query.is_empty() && args.tags.is_empty()) {
        return Ok(());
    }
    let what = if query.is_empty() {
        format!("has the tag \"{}\"", args.tags.join("\", \""))
    } else {
        format!("matches \"{query}\"")
    };
    Err(Failure::new(Exit::NotFound, "not-found", format!("no account {what}"))
        .next("see `regain list` and `regain tag list`"))
}
