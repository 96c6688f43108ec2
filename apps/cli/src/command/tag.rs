//! `regain tag`: labels of one's own.

use regain_vault::account::tag;
use serde_json::json;

use super::accounts::{AccountView, choose, name_or_id, words};
use super::show::usable;
use super::{change, open, refused};
use crate::args::{QueryArgs, TagArgs, TagCommand};
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net;
use crate::output::{Style, Table, counted};

pub(super) fn run(context: &Context, args: TagArgs) -> Result<()> {
    match args.command {
        TagCommand::Add { tag, query } => on_account(context, &query, &[&tag], &[]),
        TagCommand::Remove { tag, query } => on_account(context, &query, &[], &[&tag]),
        TagCommand::Rename { from, to } => rename(context, &from, &to),
        TagCommand::List => list(context),
    }
}

fn on_account(context: &Context, query: &QueryArgs, add: &[&str], remove: &[&str]) -> Result<()> {
    let store = open(context)?;
    let account = change(context, &store, |replica, now| {
        let id = choose(&replica.vault, &words(&query.query))?;
        let change =
            tag::tag(&mut replica.vault, &mut replica.clock, now, id, add, remove).map_err(refused)?;
        Ok((change, usable(&replica.vault, id)?))
    })?;
    context.out.json(&AccountView::new(&account, false));
    let tags: Vec<&str> = account.tags.iter().map(String::as_str).collect();
    let tags = if tags.is_empty() { "none".to_owned() } else { tags.join(", ") };
    context.out.done(format!("Tags of {}: {tags}.", name_or_id(&account)));
    net::sync::after_change(context, &store);
    Ok(())
}

fn rename(context: &Context, from: &str, to: &str) -> Result<()> {
    let store = open(context)?;
    let count = change(context, &store, |replica, now| {
        let count = tag::all(&replica.vault).get(from.trim()).copied().unwrap_or(0);
        if count == 0 {
            return Err(Failure::new(
                Exit::NotFound,
                "not-found",
                format!("no account has the tag \"{from}\""),
            )
            .next("see `regain tag list`"));
        }
        let change = tag::rename(&mut replica.vault, &mut replica.clock, now, from, to).map_err(refused)?;
        Ok((change, count))
    })?;
    context.out.json(&json!({"tag": to.trim(), "accounts": count}));
    context.out.done(format!("\"{from}\" is now \"{}\" on {}.", to.trim(), counted(count, "account")));
    net::sync::after_change(context, &store);
    Ok(())
}

fn list(context: &Context) -> Result<()> {
    let store = open(context)?;
    let tags = tag::all(&store.read()?.vault);
    context
        .out
        .json(&tags.iter().map(|(tag, count)| json!({"tag": tag, "accounts": count})).collect::<Vec<_>>());
    if tags.is_empty() {
        context.out.line("No account has a tag. Add one with `regain tag add TAG QUERY`.");
        return Ok(());
    }
    let mut table = Table::new(&["TAG", "ACCOUNTS"]);
    for (tag, count) in &tags {
        table.row([(Style::Plain, tag.as_str()), (Style::Plain, count.to_string().as_str())]);
    }
    context.out.table(&table);
    Ok(())
}
