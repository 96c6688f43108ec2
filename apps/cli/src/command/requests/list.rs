//! What waits.

use serde_json::json;

use super::{as_json, say, sort, warn_unreached};
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net::portal::ask::Asked;
use crate::store::Unlocked;

pub(super) fn run(
    context: &Context,
    store: &Unlocked,
    asked: Vec<Asked>,
    wanted: Option<&str>,
) -> Result<()> {
    let (open, mut unreached) = sort(store, asked, wanted)?;
    context.out.json(&json!({
        "requests": open.iter().map(as_json).collect::<Vec<_>>(),
        "unreached": unreached.iter().map(|(name, failure)| json!({"account": name, "why": failure.code})).collect::<Vec<_>>(),
    }));
    for one in &open {
        say(context, &one.view);
        context.out.line("");
    }
    if !open.is_empty() {
        warn_unreached(context, &unreached);
        context.out.line("If it is you: regain requests approve NUMBER, with the number in the browser. If not: regain requests report");
        return Ok(());
    }
    // "Nothing waits" is said only by those who were asked.
    let Some((name, failure)) = unreached.pop() else {
        context.out.line("Nothing waits for an answer.");
        return Ok(());
    };
    warn_unreached(context, &unreached);
    Err(Failure { exit: Exit::Unreachable, ..failure }.while_doing(format!("{name} can't be asked now")))
}
