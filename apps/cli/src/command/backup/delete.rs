//! `regain backup delete`: closes the backup at the service, with a slot's secret. Accounts stay on this device.

use regain_sync::SyncError;
use regain_sync::flow::close;
use regain_vault::account;
use serde_json::json;

use super::verify::place;
use crate::args::BackupDeleteArgs;
use crate::context::Context;
use crate::error::Result;
use crate::net::way_in;
use crate::net::{Damaged, slot};
use crate::output::counted;
use crate::store::Store;

pub(super) fn run(context: &Context, args: &BackupDeleteArgs) -> Result<()> {
    let store = Store::unlock(context)?;
    let replica = store.read()?;
    let (client, name) = place(context, &replica)?;
    let members = replica.membership.as_ref().ok_or(SyncError::NoBackup)?.chain.members().count();
    let accounts = account::count(&replica.vault);
    drop(replica);
    let secret = way_in::ask(context, &args.way_in)?;
    let access = way_in::access(context, &client, &name, &secret)?;
    let opened = way_in::open(&client, access, Damaged::LeaveOut)?;
    context.prompts.require_typed(
        &format!(
            "Delete the backup of {name} at {}, for every device? Nothing can be restored from it afterwards. \
             What is on this device stays ({}).",
            client.origin(),
            counted(accounts, "account")
        ),
        name.as_str(),
    )?;
    slot::append(&client, opened, Damaged::LeaveOut, |opened| Ok(close::start(opened, context.now())?))?;
    store.update(|replica| {
        replica.membership = None;
        Ok(())
    })?;
    context.out.json(&json!({"deleted": true, "recovery_account": name.as_str(), "accounts": accounts, "members": members}));
    context.out.done(format!("The backup of {name} is deleted; the service erases it within 30 days."));
    context.out.done(format!(
        "Kept on this device, without a backup: {}. `regain backup on` makes a new one.",
        counted(accounts, "account")
    ));
    Ok(())
}
