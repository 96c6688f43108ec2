//! The answer to the request that waits.

use serde_json::json;

use super::{Open, as_json, say, sort, warn_unreached};
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net;
use crate::net::portal::answer::{self, Decided};
use crate::net::portal::ask::Asked;
use crate::output::clean;
use crate::store::Unlocked;

/// Approves, with the number given or asked for.
pub(super) fn approve(
    context: &Context,
    store: &Unlocked,
    asked: Vec<Asked>,
    wanted: Option<&str>,
    number: Option<String>,
) -> Result<()> {
    let open = choose(context, store, asked, wanted)?;
    let number = if let Some(number) = number {
        number
    } else {
        say(context, &open.view);
        let what = format!("Number shown in the browser ({} digits)", open.view.digits);
        context.prompts.visible(&what, "NUMBER")?
    };
    send(context, store, &open, &Decided::Approve(number))
}

/// Refuses, or reports.
pub(super) fn run(
    context: &Context,
    store: &Unlocked,
    asked: Vec<Asked>,
    wanted: Option<&str>,
    decided: &Decided,
) -> Result<()> {
    let open = choose(context, store, asked, wanted)?;
    if *decided == Decided::Report {
        say(context, &open.view);
        context.prompts.require(
            "Report it? It is refused, more are held back for a while, and your organization is told.",
        )?;
    }
    send(context, store, &open, decided)
}

fn send(context: &Context, store: &Unlocked, open: &Open, decided: &Decided) -> Result<()> {
    let sent = answer::send_it(context, store, &open.waiting, decided);
    // A key that is over was noted: other devices should see it.
    net::sync::after_change(context, store);
    sent?;
    let (word, text) = match decided {
        Decided::Approve(_) => ("approved", "Approved. Go on in the browser."),
        Decided::Deny => ("denied", "Denied. Nobody was signed in."),
        Decided::Report => (
            "reported",
            "Reported. Your organization was told, and more requests are held back. Whoever asked knows your password: change it.",
        ),
    };
    context.out.json(&json!({"answer": word, "request": as_json(open)}));
    let view = &open.view;
    context.out.done(clean(&format!("{}: {text}", view.application)));
    Ok(())
}

/// The one request that waits.
fn choose(context: &Context, store: &Unlocked, asked: Vec<Asked>, wanted: Option<&str>) -> Result<Open> {
    let (mut open, mut unreached) = sort(store, asked, wanted)?;
    if open.len() > 1 {
        let names: Vec<String> = open
            .iter()
            .map(|open| {
                clean(&format!("\n  {} at {} ({})", open.view.name, open.view.organisation, open.view.host))
            })
            .collect();
        return Err(Failure::new(
            Exit::NotFound,
            "ambiguous",
            format!("{} requests wait:{}", open.len(), names.concat()),
        )
        .next("say which with --account TEXT, a part of one of these"));
    }
    if let Some(open) = open.pop() {
        warn_unreached(context, &unreached);
        return Ok(open);
    }
    let Some((name, failure)) = unreached.pop() else {
        return Err(Failure::new(Exit::NotFound, "no-request", "nothing waits for an answer")
            .next("start the sign-in in the browser; `regain requests --wait` waits for it"));
    };
    warn_unreached(context, &unreached);
    Err(Failure { exit: Exit::Unreachable, ..failure }.while_doing(format!("{name} can't be asked now")))
}
