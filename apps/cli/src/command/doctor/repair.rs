//! `regain doctor --use-previous`: back to the state before the last change.

use serde_json::json;

use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::output::counted;
use crate::store::{self, Store};

pub(super) fn run(context: &Context) -> Result<()> {
    if Store::unlock(context).and_then(|store| store.read()).is_ok() {
        return Err(Failure::new(Exit::Refused, "not-damaged", "the store opens, so nothing was changed")
            .next("earlier states are in `regain history`, removed accounts in `regain trash`"));
    }
    context
        .prompts
        .require("Go back to the state before the last change? The damaged file is kept aside.")?;
    let (aside, accounts) = store::use_previous(context)?;
    context.out.json(&json!({"accounts": accounts, "damaged_file": aside.display().to_string()}));
    context.out.done(format!("The store holds {}, as before the last change.", counted(accounts, "account")));
    context.out.done(format!("The damaged file is {}.", aside.display()));
    context.out.note("note: with a backup, `regain sync` brings what is missing");
    Ok(())
}
