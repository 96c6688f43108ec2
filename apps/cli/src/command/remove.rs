//! `regain remove`: into the trash, from which accounts come back for 30 days.

use regain_vault::account;
use serde_json::json;

use super::accounts::{choose, choose_all, words};
use super::{change, open, refused};
use crate::args::RemoveArgs;
use crate::context::Context;
use crate::error::Result;
use crate::net;
use crate::output::clean;

pub(super) fn run(context: &Context, args: &RemoveArgs) -> Result<()> {
    let store = open(context)?;
    let query = words(&args.query.query);
    let vault = store.read()?.vault;
    let hits = choose_all(&vault, &query)?;
    if !args.all {
        choose(&vault, &query)?;
    } else if hits.len() > 1 {
        let names: Vec<String> = hits.iter().map(|hit| clean(&hit.name)).collect();
        context.prompts.require(&format!(
            "Move {} accounts to the trash ({})?",
            hits.len(),
            names.join("; ")
        ))?;
    }
    let ids: Vec<_> = hits.iter().map(|hit| hit.id).collect();
    change(context, &store, |replica, now| {
        let change = account::remove(&mut replica.vault, &mut replica.clock, now, &ids).map_err(refused)?;
        Ok((change, ()))
    })?;
    let removed: Vec<_> =
        hits.iter().map(|hit| json!({"id": hit.id.to_string(), "name": hit.name})).collect();
    context.out.json(&json!({ "removed": removed }));
    for hit in &hits {
        let id = hit.id.to_string();
        context.out.done(format!(
            "{} is in the trash for 30 days. Undo: regain trash restore {}",
            clean(&hit.name),
            &id[..8]
        ));
    }
    context.out.note("note: the service still asks for its codes until you switch that off there");
    net::sync::after_change(context, &store);
    Ok(())
}
