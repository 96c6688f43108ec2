//! `regain exposed`: what a lost device had, until each account was set up anew at its service.

use regain_screen::pages;
use regain_vault::exposure::{self, Exposure};
use regain_vault::{Account, Vault};
use serde_json::{Value, json};

use super::{change, open};
use crate::args::{ExposedArgs, ExposedCommand};
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net::sync;
use crate::output::{Style, Table, clean, counted};
use crate::time;

pub(super) fn run(context: &Context, args: ExposedArgs) -> Result<()> {
    match args.command {
        None => list(context, args.ticked),
        Some(ExposedCommand::Done { account }) => tick(context, &account, true),
        Some(ExposedCommand::Undo { account }) => tick(context, &account, false),
    }
}

fn list(context: &Context, ticked: bool) -> Result<()> {
    let store = open(context)?;
    let vault = store.read()?.vault;
    let exposed = if ticked { exposure::ticked(&vault) } else { exposure::open(&vault) };
    let page = |exposure: &Exposure| pages::of(&issuer(&vault, exposure));
    context.out.json(&exposed.iter().map(|exposure| as_json(exposure, page(exposure))).collect::<Vec<_>>());
    if exposed.is_empty() {
        context.out.line(if ticked {
            "No account was ticked off."
        } else {
            "No account is exposed by a lost device."
        });
        return Ok(());
    }
    if ticked {
        context.out.line(
            "These were ticked off. One that was not set up anew after all: regain exposed undo NAME\n",
        );
    } else {
        context.out.line("Whoever has the lost device may hold the secrets of these accounts. Open each service's security page, set up");
        context.out.line("the second factor anew, put it in with `regain edit` or `regain add`, and tick it off: regain exposed done NAME\n");
    }
    let mut table = Table::new(&["Account", "Lost with", "Since", "Security page"]);
    for exposure in &exposed {
        let name = if exposure.in_trash {
            format!("{} (in the trash)", exposure.name)
        } else {
            exposure.name.clone()
        };
        table.row([
            (Style::Plain, name.as_str()),
            (Style::Plain, &exposure.device_name),
            (Style::Dim, &time::ago(exposure.since_ms, context.now())),
            (Style::Plain, page(exposure).unwrap_or_default()),
        ]);
    }
    context.out.table(&table);
    Ok(())
}

/// Who issued it; an account in the trash still has its fields.
fn issuer(vault: &Vault, exposure: &Exposure) -> String {
    let record = vault.record(exposure.account);
    record.and_then(|record| Account::read(record).ok()).map(|account| account.issuer).unwrap_or_default()
}

fn as_json(exposure: &Exposure, page: Option<&str>) -> Value {
    json!({
        "id": exposure.account.to_string(), "name": exposure.name, "device": exposure.device.to_string(),
        "device_name": exposure.device_name, "in_trash": exposure.in_trash, "since": time::iso(exposure.since_ms),
        "security_page": page,
    })
}

fn tick(context: &Context, text: &str, done: bool) -> Result<()> {
    let store = open(context)?;
    let (name, left) = change(context, &store, |replica, now| {
        let exposed = if done { exposure::open(&replica.vault) } else { exposure::ticked(&replica.vault) };
        let chosen = choose(&exposed, text, done)?;
        let (vault, clock) = (&mut replica.vault, &mut replica.clock);
        let all = exposure::tick(vault, clock, now, chosen.account, done);
        let name = chosen.name.clone();
        Ok((all, (name, exposure::open(&replica.vault).len())))
    })?;
    context.out.json(&if done {
        json!({"done": name, "left": left})
    } else {
        json!({"undone": name, "left": left})
    });
    context.out.done(match (done, left) {
        (true, 0) => format!("{} is ticked off; it was the last.", clean(&name)),
        (true, left) => format!("{} is ticked off; {} left.", clean(&name), counted(left, "account")),
        (false, left) => format!("{} is back in the list; {} left.", clean(&name), counted(left, "account")),
    });
    sync::after_change(context, &store);
    Ok(())
}

/// One account among the exposed ones, which may lie in the trash: the whole name, then a part of it, or the beginning of its id.
fn choose<'a>(exposed: &'a [Exposure], text: &str, done: bool) -> Result<&'a Exposure> {
    let list = if done { "regain exposed" } else { "regain exposed --ticked" };
    let wanted = text.trim().to_lowercase();
    let whole = |e: &&Exposure| e.name.to_lowercase() == wanted || e.account.to_string() == wanted;
    let part = |e: &&Exposure| {
        e.name.to_lowercase().contains(&wanted)
            || (wanted.len() >= 4 && e.account.to_string().starts_with(&wanted))
    };
    let mut hits: Vec<&Exposure> = exposed.iter().filter(whole).collect();
    if hits.is_empty() && !wanted.is_empty() {
        hits = exposed.iter().filter(part).collect();
    }
    hits.dedup_by_key(|hit| hit.account);
    match hits.as_slice() {
        [one] => Ok(one),
        [] => Err(Failure::new(
            Exit::NotFound,
            "not-found",
            format!("no account of `{list}` matches \u{201c}{}\u{201d}", clean(text)),
        )
        .next(format!("see `{list}`"))),
        several if several.iter().all(|hit| hit.account == several[0].account) => Ok(several[0]),
        several => Err(Failure::new(
            Exit::NotFound,
            "ambiguous",
            format!("{} exposed accounts match", several.len()),
        )
        .next(format!("say more of its name, or the beginning of its id as `{list} --json` shows it"))),
    }
}
