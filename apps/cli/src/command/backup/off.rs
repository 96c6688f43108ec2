//! `regain backup off`: this device leaves, also with the service gone. Its accounts stay here, the backup stays there.

use regain_sync::SyncError;
use regain_sync::replica::Intent;
use regain_vault::account;
use serde_json::json;

use crate::context::Context;
use crate::error::{Failure, Result};
use crate::net::{Patience, sync};
use crate::output::counted;
use crate::store::{Store, Unlocked};

pub(super) fn run(context: &Context) -> Result<()> {
    let store = Store::unlock(context)?;
    let (name, service, unsent) = {
        let replica = store.read()?;
        let membership = replica.membership.as_ref().ok_or(SyncError::NoBackup)?;
        (membership.account.to_string(), membership.service.clone(), membership.outbox.len())
    };
    let waiting = match unsent {
        0 => String::new(),
        waiting => {
            format!(
                " Not uploaded yet: {}; that comes first, if the service can be reached.",
                counted(waiting, "change")
            )
        }
    };
    context.prompts.require(&format!(
        "Take this device out of the backup of {name}? The accounts stay on this device, the last backup stays at {service}.{waiting}"
    ))?;
    let told = leave(context, &store)?;
    let accounts = account::count(&store.read()?.vault);
    context.out.json(&json!({
        "cloud_backup": false, "recovery_account": name, "service": service, "service_told": told, "accounts": accounts,
    }));
    context.out.done(format!(
        "Cloud backup is off on this device. What was on it stays: {}.",
        counted(accounts, "account")
    ));
    context.out.done(format!(
        "The last backup stays at {service}; the passphrase or the recovery kit opens it. `regain recover` joins it again."
    ));
    if !told {
        context.out.warn(
            "warning: the service could not be told; it lists this device until another removes it with `regain devices remove`",
        );
    }
    Ok(())
}

/// Leaves; answers whether the service knows.
fn leave(context: &Context, store: &Unlocked) -> Result<bool> {
    store.update(|replica| {
        if let Some(membership) = &mut replica.membership {
            membership.outbox.intend(Intent::Leave);
        }
        Ok(())
    })?;
    let why = match sync::now(context, store, Patience::USUAL, true) {
        // Removed: another device was faster, or an earlier attempt did reach the service.
        Ok(_) | Err(sync::Stop::Sync(SyncError::Removed) | sync::Stop::Off) => {
            if store.read()?.membership.is_none() {
                return Ok(true);
            }
            Failure::from(SyncError::Contended)
        }
        Err(stop) => stop.into(),
    };
    context.out.warn(format!("warning: {}", why.message));
    let agreed = context.prompts.require("Leave without telling the service?");
    store.update(|replica| {
        match (&agreed, &mut replica.membership) {
            (Ok(()), _) => replica.membership = None,
            (Err(_), Some(membership)) => {
                membership.outbox.intents.retain(|intent| *intent != Intent::Leave);
            }
            (Err(_), None) => {}
        }
        Ok(())
    })?;
    agreed.map(|()| false)
}
