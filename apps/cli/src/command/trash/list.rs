//! `regain trash list`.

use regain_vault::{device, trash};
use serde_json::json;

use crate::command::open;
use crate::context::Context;
use crate::error::Result;
use crate::output::{Style, Table};
use crate::time;

pub(super) fn run(context: &Context) -> Result<()> {
    let store = open(context)?;
    let replica = store.read()?;
    let name_of = |author| {
        if author == replica.author() {
            replica.device_name.clone()
        } else {
            device::name(&replica.vault, author)
        }
    };
    let trashed = trash::list(&replica.vault);
    let documents: Vec<_> = trashed
        .iter()
        .map(|one| {
            json!({
                "id": one.id.to_string(),
                "name": one.name,
                "removed": time::iso(one.deleted_ms),
                "removed_by": name_of(one.deleted_by),
                "until": time::iso(one.until_ms),
            })
        })
        .collect();
    context.out.json(&documents);
    if trashed.is_empty() {
        context.out.line("The trash is empty.");
        return Ok(());
    }
    let mut table = Table::new(&["NAME", "REMOVED", "BY", "KEPT UNTIL", "ID"]);
    for one in &trashed {
        table.row([
            (Style::Plain, one.name.clone()),
            (Style::Plain, time::local(one.deleted_ms)),
            (Style::Plain, name_of(one.deleted_by)),
            (Style::Plain, time::local(one.until_ms)),
            (Style::Dim, one.id.to_string()[..8].to_owned()),
        ]);
    }
    context.out.table(&table);
    Ok(())
}
