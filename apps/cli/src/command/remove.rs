//! `regain remove`: into the trash, from which accounts come back for 30 days.

use regain_screen::view::BoundRow;
use regain_vault::{RecordId, account, query};
use serde_json::json;

use super::accounts::{bound, choose, choose_all, words};
use super::{change, open, refused};
use crate::args::RemoveArgs;
use crate::context::Context;
use crate::error::{Failure, Result};
use crate::net;
use crate::output::clean;
use crate::store::Unlocked;

pub(super) fn run(context: &Context, args: &RemoveArgs) -> Result<()> {
    let store = open(context)?;
    let query = words(&args.query.query);
    let replica = store.read()?;
    if query::best(&replica.vault, &query).is_empty()
        && let [row] = bound::find(&replica, &query).as_slice()
    {
        return remove_bound(context, &store, row);
    }
    let vault = replica.vault;
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

/// An organisation's account goes with its key; the organisation is not told, since it is not known to be reachable.
fn remove_bound(context: &Context, store: &Unlocked, row: &BoundRow) -> Result<()> {
    let name = bound::name(row);
    context.prompts.require(&format!(
        "Move {name} to the trash? Its key on this device is erased: it would have to be set up anew."
    ))?;
    let now = context.now();
    store.update(|replica| {
        let id = RecordId::parse(&row.id).map_err(|_| refused(account::AccountError::Unknown))?;
        replica.remove_bound(id, now).map_err(refused)?;
        Ok::<_, Failure>(())
    })?;
    // The generation before still holds the key.
    store.forget_previous()?;
    context.out.json(&json!({"removed": [{"id": row.id, "name": name}]}));
    context.out.done(format!("{name} is in the trash for 30 days; its key is erased."));
    context.out.note("note: your organization still lists this device: remove it on its Security info page");
    net::sync::after_change(context, store);
    Ok(())
}
