//! `regain lock change`: a passphrase, or another one.

use std::path::Path;

use serde_json::json;

use super::super::init::remark_if_short;
use crate::context::Context;
use crate::error::Result;
use crate::prompt::Twin;
use crate::store::{NewLock, Store};

pub(super) fn run(context: &Context, file: Option<&Path>) -> Result<()> {
    let mut store = Store::unlock(context)?;
    let passphrase = context.prompts.new_app_lock(Twin::new("--new-passphrase-file", file))?;
    remark_if_short(context, &passphrase);
    let former = store.keyring_entry();
    store.change_lock(NewLock::Passphrase(&passphrase))?;
    super::forget(context, former);
    context.out.json(&json!({"lock": "passphrase", "changed": true}));
    context.out.done("The app is locked by the new passphrase.");
    context.out.note("note: copies of the store that were made before open with the lock they had");
    Ok(())
}
