//! Which accounts, and how a line of the list looks.

use std::collections::BTreeMap;

use regain_vault::{Account, Finding, Vault, account, query};
use zeroize::Zeroizing;

use crate::args::ListArgs;
use crate::command::accounts::{code_text, words};
use crate::context::Context;
use crate::output::{Style, Table, counted};

/// Seconds before its end from which on a code is marked.
const ENDING: u32 = 5;

/// The accounts that were asked for: in the list's order, or with a query the best matches first.
pub(super) fn choose(vault: &Vault, args: &ListArgs) -> Vec<Result<Account, Finding>> {
    let query = words(&args.query);
    let mut list = account::list(vault);
    if !query.is_empty() {
        let ranks: BTreeMap<_, _> =
            query::find(vault, &query).into_iter().enumerate().map(|(rank, hit)| (hit.id, rank)).collect();
        let rank = |entry: &Result<Account, Finding>| match entry {
            Ok(account) => ranks.get(&account.id).copied(),
            Err(finding) => finding.record.and_then(|id| ranks.get(&id).copied()),
        };
        list.retain(|entry| rank(entry).is_some());
        list.sort_by_key(rank);
    }
    list.retain(|entry| match entry {
        Ok(account) => args.tags.iter().all(|tag| account.tags.contains(tag.trim())),
        Err(_) => args.tags.is_empty(),
    });
    list
}

/// The table at this time (ms since the Unix epoch).
pub(super) fn table(list: &[Result<Account, Finding>], args: &ListArgs, now: u64) -> Table {
    let mut headings = vec!["ISSUER", "LABEL"];
    if args.codes {
        headings.extend(["CODE", "LEFT"]);
    } else {
        headings.push("TYPE");
    }
    if args.show_secrets {
        headings.push("SECRET");
    }
    headings.extend(["TAGS", "ID"]);
    let mut table = Table::new(&headings);
    for account in list.iter().flatten() {
        table.row(row(account, args, now));
    }
    table
}

fn row(account: &Account, args: &ListArgs, now: u64) -> Vec<(Style, Zeroizing<String>)> {
    let plain = |text: &str| (Style::Plain, Zeroizing::new(text.to_owned()));
    let issuer = if account.favourite { format!("* {}", account.issuer) } else { account.issuer.clone() };
    let mut cells = vec![plain(&issuer), plain(&account.label)];
    if args.codes {
        let remaining = account.otp.remaining(now / 1000);
        let style = if remaining.is_some_and(|left| left <= ENDING) { Style::Warning } else { Style::Strong };
        cells.push((style, code_text(account, now)));
        cells.push(plain(
            &remaining.map_or_else(|| format!("#{}", account.otp.counter()), |left| format!("{left} s")),
        ));
    } else {
        cells.push(plain(account.otp.kind().name()));
    }
    if args.show_secrets {
        cells.push((Style::Plain, account.otp.secret().expose_base32()));
    }
    let tags: Vec<&str> = account.tags.iter().map(String::as_str).collect();
    cells.push(plain(&tags.join(", ")));
    cells.push((Style::Dim, Zeroizing::new(account.id.to_string()[..8].to_owned())));
    cells
}

/// Entries of newer versions are kept; the person should know that they are there.
pub(super) fn unreadable_note(context: &Context, vault: &Vault) {
    match vault.opaque_count() {
        0 => {}
        count => context.out.note(format!(
            "note: not readable here, and kept: {}, of a newer version of Regain or damaged. Update to see more",
            counted(count, "entry")
        )),
    }
}
