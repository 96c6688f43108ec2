//! The open proposals.

use regain_log::Hash;
use regain_protocol::BackupStatus;
use regain_sync::SyncError;
use regain_sync::flow::status;
use serde::Serialize;

use crate::context::Context;
use crate::error::Result;
use crate::net::{ask, asked, short, who};
use crate::output::{Style, Table};
use crate::store::Store;
use crate::time;

#[derive(Serialize)]
struct Line {
    id: String,
    what: String,
    by: String,
    by_this_device: bool,
    made: String,
    ripe: String,
    confirmed: bool,
    #[serde(skip)]
    ripe_ms: u64,
}

pub(super) fn run(context: &Context) -> Result<()> {
    let store = Store::unlock(context)?;
    let answer =
        ask::in_session(context, &store, status::start).and_then(|answer| Ok(status::answer(&answer)?));
    let status = match answer {
        Ok(status) => Some(status),
        Err(failure) => {
            context.out.warn(format!("warning: this is what this device knows: {}", failure.message));
            None
        }
    };
    let replica = store.read()?;
    let chain = &replica.membership.as_ref().ok_or(SyncError::NoBackup)?.chain;
    let lines: Vec<Line> = chain
        .proposals()
        .map(|(hash, proposal)| Line {
            id: short(hash),
            what: asked(&replica, &proposal.action),
            by: who(&replica, proposal.author),
            by_this_device: proposal.author == replica.device,
            made: time::iso(proposal.time),
            ripe: time::iso(ripe(status.as_ref(), hash, proposal.ripe_at())),
            confirmed: proposal.confirmed_by.is_some(),
            ripe_ms: ripe(status.as_ref(), hash, proposal.ripe_at()),
        })
        .collect();
    context
        .out
        .json(&serde_json::json!({"proposals": lines, "devices_suspended": chain.devices_suspended()}));
    if chain.devices_suspended() {
        context.out.line("A device refused its own removal: devices alone decide nothing until the passphrase or the recovery kit was used.");
    }
    if lines.is_empty() {
        context.out.line("No proposal is open.");
        return Ok(());
    }
    let mut table = Table::new(&["Id", "Asks to", "By", "Counts"]);
    for line in &lines {
        let by = if line.by_this_device { format!("{} (this device)", line.by) } else { line.by.clone() };
        let counts =
            if line.confirmed { "now: confirmed".to_owned() } else { time::ago(line.ripe_ms, context.now()) };
        table.row([
            (Style::Strong, line.id.as_str()),
            (Style::Plain, &line.what),
            (Style::Plain, &by),
            (Style::Plain, &counts),
        ]);
    }
    context.out.table(&table);
    context.out.line("Agree from another device than the one that asks: regain proposals confirm ID. Refuse: regain proposals cancel ID");
    Ok(())
}

/// The service's clock decides.
fn ripe(status: Option<&BackupStatus>, hash: &Hash, own: u64) -> u64 {
    let known = status.and_then(|status| status.proposals.iter().find(|proposal| proposal.hash == *hash));
    known.map_or(own, |proposal| proposal.ripe)
}
