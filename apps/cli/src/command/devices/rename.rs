//! Another name for a device.

use regain_sync::SyncError;
use regain_vault::{Author, device};
use serde_json::json;

use super::super::{change, init::device_name, open, refused};
use super::target;
use crate::context::Context;
use crate::error::Result;
use crate::net::sync;

pub(super) fn run(context: &Context, which: &str, name: String) -> Result<()> {
    let name = device_name(Some(name))?;
    let store = open(context)?;
    let id = change(context, &store, |replica, now| {
        let membership = replica.membership.as_ref().ok_or(SyncError::NoBackup)?;
        let (id, _) = target::find(&membership.chain, &replica.vault, which)?;
        if id == replica.device {
            replica.device_name.clone_from(&name);
        }
        let change = device::rename(&mut replica.vault, &mut replica.clock, now, Author(id.0), &name)
            .map_err(refused)?;
        Ok((change, id))
    })?;
    context.out.json(&json!({"id": id.to_string(), "name": name}));
    context.out.done(format!("The device is called \u{201c}{name}\u{201d} now."));
    sync::after_change(context, &store);
    Ok(())
}
