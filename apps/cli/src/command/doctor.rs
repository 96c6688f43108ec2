//! `regain doctor`: what is wrong on this device, each with its next step.

mod checks;
mod clock;
mod repair;

use serde::Serialize;

use crate::args::DoctorArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::output::{Style, Table};

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum State {
    /// As it should be.
    Good,
    /// Worth a look.
    Warning,
    /// Wrong.
    Bad,
    /// Could not be looked at.
    Skipped,
}

/// One check.
#[derive(Debug, Serialize)]
pub(super) struct Check {
    name: &'static str,
    state: State,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

impl Check {
    fn new(name: &'static str, state: State, text: impl Into<String>) -> Self {
        Self { name, state, text: text.into(), next: None }
    }

    fn good(name: &'static str, text: impl Into<String>) -> Self {
        Self::new(name, State::Good, text)
    }

    fn next(mut self, next: impl Into<String>) -> Self {
        self.next = Some(next.into());
        self
    }

    /// What a failure of another part says.
    fn failed(name: &'static str, failure: Failure) -> Self {
        Self { next: failure.next, ..Self::new(name, State::Bad, failure.message) }
    }
}

pub(super) fn run(context: &Context, args: &DoctorArgs) -> Result<()> {
    if args.use_previous {
        return repair::run(context);
    }
    if args.use_service_clock || args.use_own_clock {
        return clock::run(context, args.use_service_clock);
    }
    let checks = checks::all(context);
    context.out.json(&checks);
    let mut table = Table::plain();
    for check in &checks {
        let (style, word) = match check.state {
            State::Good => (Style::Good, "good"),
            State::Warning => (Style::Warning, "look"),
            State::Bad => (Style::Bad, "BAD"),
            State::Skipped => (Style::Dim, "skipped"),
        };
        table.row([(style, word), (Style::Plain, check.name), (Style::Plain, check.text.as_str())]);
        if let Some(next) = &check.next {
            table.row([(Style::Plain, ""), (Style::Plain, ""), (Style::Dim, &format!("next: {next}"))]);
        }
    }
    context.out.table(&table);
    let bad = checks.iter().filter(|check| check.state == State::Bad).count();
    if bad == 0 {
        return Ok(());
    }
    Err(Failure::new(
        Exit::Failure,
        "findings",
        format!("{bad} of {} checks found something wrong", checks.len()),
    )
    .next("follow the next steps above, from the top"))
}
