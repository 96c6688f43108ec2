//! The devices of the backup.

use regain_log::{MemberId, MemberKind};
use regain_protocol::{BackupStatus, path};
use regain_sync::Request;
use regain_sync::flow::status;
use regain_vault::{Author, device};
use serde::Serialize;

use super::borrowed;
use crate::args::{Place, WayIn};
use crate::context::Context;
use crate::error::{Failure, Result};
use crate::net::{Damaged, ask};
use crate::output::{Style, Table};
use crate::store::Store;
use crate::time;

#[derive(Serialize)]
struct Line {
    id: String,
    name: String,
    this_device: bool,
    last_seen: Option<String>,
    #[serde(skip)]
    seen: Option<u64>,
}

impl Line {
    fn new(id: MemberId, name: String, this_device: bool, seen: Option<u64>) -> Self {
        Self { id: id.to_string(), name, this_device, last_seen: seen.map(time::iso), seen }
    }
}

pub(super) fn run(context: &Context, place: &Place, way_in: &WayIn) -> Result<()> {
    let lines = if Store::exists(&context.home) && !borrowed::is_meant(place, true) {
        here(context)?
    } else {
        elsewhere(context, place, way_in)?
    };
    context.out.json(&lines);
    let mut table = Table::new(&["Device", "Id", "Last seen"]);
    for line in &lines {
        let seen = line.seen.map_or_else(|| "not known".to_owned(), |seen| time::ago(seen, context.now()));
        let name = if line.this_device { format!("{} (this device)", line.name) } else { line.name.clone() };
        table.row([(Style::Plain, name.as_str()), (Style::Dim, &line.id[..8]), (Style::Plain, &seen)]);
    }
    context.out.table(&table);
    Ok(())
}

/// From what this device knows; the service adds when each was seen.
fn here(context: &Context) -> Result<Vec<Line>> {
    let store = Store::unlock(context)?;
    let replica = store.read()?;
    match (&replica.membership, &replica.removed_from) {
        (Some(_), _) => {}
        (None, Some(_)) => return Err(regain_sync::SyncError::Removed.into()),
        (None, None) => return Err(regain_sync::SyncError::NoBackup.into()),
    }
    drop(replica);
    let seen =
        ask::in_session(context, &store, status::start).and_then(|answer| Ok(status::answer(&answer)?));
    let seen = match seen {
        Ok(seen) => Some(seen),
        Err(failure) => {
            say(context, &failure);
            None
        }
    };
    let details = status::details(&store.read()?, seen.as_ref());
    let details = details.ok_or(regain_sync::SyncError::NoBackup)?;
    Ok(details.devices.into_iter().map(|d| Line::new(d.id, d.name, d.this_device, d.last_seen)).collect())
}

fn say(context: &Context, failure: &Failure) {
    context.out.warn(format!("warning: this is what this device knows: {}", failure.message));
    if let Some(next) = &failure.next {
        context.out.warn(format!("next: {next}"));
    }
}

fn elsewhere(context: &Context, place: &Place, way_in: &WayIn) -> Result<Vec<Line>> {
    let borrowed = borrowed::open(context, place, way_in, Damaged::LeaveOut)?;
    let restored = &borrowed.opened.restored;
    let request = Request::get(path::of_backup(path::STATUS, restored.chain.backup()));
    let answer = borrowed.client.send(&request.with_token(borrowed.opened.access.token()))?;
    let status: BackupStatus = answer.json()?;
    let seen = |id| status.devices.iter().find(|device| device.id == id).map(|device| device.last_seen);
    let devices = restored.chain.members().map(|member| member.record);
    let devices = devices.filter(|record| record.kind == MemberKind::Device);
    let line = |id: MemberId| Line::new(id, device::name(&restored.vault, Author(id.0)), false, seen(id));
    Ok(devices.map(|record| line(record.id)).collect())
}
