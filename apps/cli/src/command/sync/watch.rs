//! `regain sync --watch`: stays in touch, and says what came.

use regain_sync::Report;

use super::{as_json, as_text};
use crate::context::Context;
use crate::error::Result;
use crate::net::follow::{Step, follow};
use crate::net::sync;
use crate::store::Unlocked;

pub(super) fn run(context: &Context, store: &Unlocked, consent: bool) -> Result<()> {
    let mut told = String::new();
    Err(follow(context, store, consent, |step| match step {
        Step::Synced(report, first) => say(context, store, report, first),
        // The same trouble is said once, not every half minute.
        Step::Trouble(failure) if failure.message != told => {
            context.out.warn(format!("warning: {}; trying again", failure.message));
            told.clone_from(&failure.message);
            Ok(())
        }
        Step::Trouble(_) => Ok(()),
    }))
}

fn say(context: &Context, store: &Unlocked, report: &Report, first: bool) -> Result<()> {
    sync::say_events(context, store, report);
    if first || report.changed > 0 || report.pushed > 0 || !report.events.is_empty() {
        // One line of JSON for each, not a document.
        if context.out.is_json() {
            let mut line = as_json(store, report)?.to_string();
            line.push('\n');
            context.out.bytes(line.as_bytes());
        }
        context.out.line(as_text(store, report)?);
    }
    Ok(())
}
