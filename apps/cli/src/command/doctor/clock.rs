//! `regain doctor --use-service-clock` and `--use-own-clock`.

use std::time::Duration;

use regain_sync::flow::contact as ask;
use serde_json::json;

use crate::context::Context;
use crate::correction::Correction;
use crate::error::{Exit, Failure, Result};
use crate::net::{self, Patience};
use crate::store::Store;

pub(super) fn run(context: &Context, by_service: bool) -> Result<()> {
    let correction = if by_service { measured(context)? } else { Correction::default() };
    if by_service && correction.is_none() {
        context.out.json(&json!({"correction_ms": 0}));
        context.out.done("The clocks agree; nothing was changed.");
        return Ok(());
    }
    if by_service {
        let question = format!("Make codes by {} from now on?", correction.text());
        context.prompts.require(&question)?;
    }
    correction.keep(&context.home)?;
    context.out.json(&json!({"correction_ms": correction.ms()}));
    context.out.done(if by_service {
        format!("Codes are made by {}. Back: `regain doctor --use-own-clock`.", correction.text())
    } else {
        "Codes are made by this machine's clock.".to_owned()
    });
    Ok(())
}

/// What the service's clock says beyond this machine's; none where codes forgive the difference.
fn measured(context: &Context) -> Result<Correction> {
    let replica = Store::unlock(context)?.read()?;
    let client = net::client_of(context, &replica, Patience::short(Duration::from_secs(5)))?;
    let answer = client.send(&ask::start())?;
    let skew = ask::answer(&answer, context.now())?.skew_ms;
    if skew.unsigned_abs() <= ask::SKEW_WORTH_SAYING_MS {
        return Ok(Correction::default());
    }
    skew.checked_neg().and_then(Correction::of_ms).ok_or_else(|| {
        Failure::new(
            Exit::Refused,
            "clock",
            "the clocks differ by more than a day; codes are not corrected by that much",
        )
        .next("set this machine's clock")
    })
}
