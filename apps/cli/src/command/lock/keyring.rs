//! `regain lock keyring`: a random key that the system's keyring holds, instead of a passphrase.

use serde_json::json;

use crate::context::Context;
use crate::error::Result;
use crate::store::keyring::System;
use crate::store::{NewLock, Store};

pub(super) fn run(context: &Context) -> Result<()> {
    let mut store = Store::unlock(context)?;
    if store.read()?.membership.is_none() {
        context.prompts.require(
            "There is no backup: if the keyring is ever lost, so are the accounts. Lock the app by the keyring?",
        )?;
    }
    let former = store.keyring_entry();
    store.change_lock(NewLock::Keyring(&System))?;
    super::forget(context, former);
    context.out.json(&json!({"lock": "keyring", "changed": true}));
    context.out.done("The app is locked by a key in the system's keyring: it opens while you are logged in.");
    context.out.note("note: copies of the store that were made before open with the lock they had");
    Ok(())
}
