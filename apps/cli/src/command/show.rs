//! `regain show`: one account.

use regain_screen::view::BoundRow;
use regain_vault::{Account, RecordId, Vault, account, duplicates, query};

use super::accounts::bound::{self, BoundView};
use super::accounts::{AccountView, choose, words};
use super::{open, refused};
use crate::args::ShowArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::output::{Table, clean, counted};
use crate::time;

pub(super) fn run(context: &Context, args: &ShowArgs) -> Result<()> {
    let store = open(context)?;
    let replica = store.read()?;
    let query = words(&args.query.query);
    if query::best(&replica.vault, &query).is_empty()
        && let [row] = bound::find(&replica, &query).as_slice()
    {
        context.out.json(&BoundView::of(row));
        context.out.table(&bound_table(row));
        bound::say_step(context, row);
        return Ok(());
    }
    let id = choose(&replica.vault, &query)?;
    let account = usable(&replica.vault, id)?;
    context.out.json(&AccountView::new(&account, args.show_secrets));
    context.out.table(&table(&account, args.show_secrets));
    let alike = duplicates::of(&replica.vault, &account.otp).into_iter().filter(|other| *other != id).count();
    if alike > 0 {
        context.out.note(format!("note: {} with the same secret", counted(alike, "other account")));
    }
    Ok(())
}

/// The account, or what is wrong with its entry.
pub(super) fn usable(vault: &Vault, id: RecordId) -> Result<Account> {
    account::one(vault, id).map_err(refused)?.map_err(|finding| {
        Failure::new(Exit::Failure, "unreadable-entry", finding.to_string())
            .next("`regain history` shows earlier states; or remove it and set it up again at the service")
    })
}

fn bound_table(row: &BoundRow) -> Table {
    let mut table = Table::plain();
    table.pair("organization", clean(&row.organisation));
    table.pair("name", clean(&row.name));
    table.pair("type", "approval");
    table.pair("portal", clean(&row.portal));
    table.pair("this device", if row.action_required { "action required" } else { "answers requests" });
    table.pair("id", &row.id);
    table
}

fn table(account: &Account, with_secret: bool) -> Table {
    let otp = &account.otp;
    let mut table = Table::plain();
    table.pair("issuer", &account.issuer);
    table.pair("label", &account.label);
    table.pair("type", otp.kind().name());
    table.pair("algorithm", otp.algorithm().name());
    table.pair("digits", otp.digits().to_string());
    if otp.kind().follows_clock() {
        table.pair("period", format!("{} s", otp.period()));
    } else {
        table.pair("counter", otp.counter().to_string());
    }
    if !account.tags.is_empty() {
        let tags: Vec<&str> = account.tags.iter().map(String::as_str).collect();
        table.pair("tags", tags.join(", "));
    }
    for line in account.note.lines() {
        table.pair("note", line);
    }
    if account.favourite {
        table.pair("favourite", "yes");
    }
    if let Some(created) = account.created_ms {
        table.pair("added", time::local(created));
    }
    for (name, value) in &account.extras {
        table.pair(name, value);
    }
    if with_secret {
        table.pair("secret", otp.secret().expose_base32().as_str());
        if let Some(pin) = otp.pin() {
            table.pair("PIN", pin.expose());
        }
    }
    if account.revived.is_some() {
        table.pair(
            "attention",
            "deleted on another device while it was edited here; remove it, or edit it to keep it",
        );
    }
    table.pair("id", account.id.to_string());
    table
}
