//! `regain trash restore`.

use regain_vault::trash::{self, Trashed};
use regain_vault::{Vault, account};
use serde_json::json;

use crate::args::QueryArgs;
use crate::command::accounts::words;
use crate::command::{change, open, refused};
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net;
use crate::output::clean;

pub(super) fn run(context: &Context, args: &QueryArgs) -> Result<()> {
    let store = open(context)?;
    let query = words(&args.query);
    let restored = change(context, &store, |replica, now| {
        let trashed = find(&replica.vault, &query)?;
        let change =
            account::restore(&mut replica.vault, &mut replica.clock, now, trashed.id).map_err(refused)?;
        Ok((change, trashed))
    })?;
    context.out.json(&json!({"id": restored.id.to_string(), "name": restored.name}));
    context.out.done(format!("{} is back.", clean(&restored.name)));
    net::sync::after_change(context, &store);
    Ok(())
}

/// By the beginning of the id, or a part of the name: the whole name goes before a part.
fn find(vault: &Vault, query: &str) -> Result<Trashed> {
    let wanted = query.trim().to_lowercase();
    let matches = |exact: bool| -> Vec<Trashed> {
        let name = |one: &Trashed| one.name.to_lowercase();
        let fits = |one: &Trashed| {
            if exact {
                name(one) == wanted || (wanted.len() >= 4 && one.id.to_string().starts_with(&wanted))
            } else {
                !wanted.is_empty() && wanted.split_whitespace().all(|word| name(one).contains(word))
            }
        };
        trash::list(vault).into_iter().filter(fits).collect()
    };
    let mut found = matches(true);
    if found.is_empty() {
        found = matches(false);
    }
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(Failure::new(
            Exit::NotFound,
            "not-found",
            format!("nothing in the trash matches \"{}\"", clean(query)),
        )
        .next("see `regain trash`; earlier states are in `regain history`")),
        count => {
            let lines: Vec<String> = found
                .iter()
                .map(|one| format!("\n  {}  {}", &one.id.to_string()[..8], clean(&one.name)))
                .collect();
            let message =
                format!("{count} entries of the trash match \"{}\":{}", clean(query), lines.concat());
            Err(Failure::new(Exit::NotFound, "ambiguous", message).next("give the first digits of its id"))
        }
    }
}
