//! `regain trash empty`.

use regain_vault::trash::{self, Which};
use serde_json::json;

use crate::command::{change, open};
use crate::context::Context;
use crate::error::Result;
use crate::net;
use crate::output::counted;

pub(super) fn run(context: &Context, expired: bool) -> Result<()> {
    let store = open(context)?;
    let now = context.now();
    let lying = trash::list(&store.read()?.vault);
    let count = lying.iter().filter(|one| !expired || one.until_ms <= now).count();
    if count > 0 {
        let question =
            format!("This erases {} with their secrets, on all devices, for good.", counted(count, "entry"));
        context.prompts.require_typed(&question, "erase")?;
        change(context, &store, |replica, now| {
            let which = if expired { Which::Expired } else { Which::All };
            Ok((trash::empty(&mut replica.vault, now, which), ()))
        })?;
        // The generation before still holds the secrets.
        store.forget_previous()?;
    }
    context.out.json(&json!({ "erased": count }));
    context.out.done(if count == 0 {
        "There was nothing to erase.".to_owned()
    } else {
        format!("{} erased.", counted(count, "entry"))
    });
    net::sync::after_change(context, &store);
    Ok(())
}
