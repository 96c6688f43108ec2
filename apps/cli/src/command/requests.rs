//! `regain requests`: what organisations ask, and the answers.

mod answer;
mod list;
mod next;

use std::sync::Arc;

use regain_screen::view::{PurposeView, RequestView};
use regain_sync::flow::approve::Waiting;
use serde_json::{Value, json};

use super::accounts::bound;
use crate::args::{RequestsArgs, RequestsCommand};
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net::portal::answer::Decided;
use crate::net::portal::ask::{self, Asked};
use crate::output::{Style, Table, clean};
use crate::store::{Store, Unlocked};
use crate::time;

pub(super) fn run(context: &Context, args: RequestsArgs) -> Result<()> {
    let store = Arc::new(Store::unlock(context)?);
    let (asked, wanted) = (args.wait, args.account.as_deref());
    require_accounts(&store)?;
    let asked = match asked {
        None => ask::all(context, &store)?,
        Some(seconds) => next::wait(context, &store, seconds, wanted)?,
    };
    match args.command {
        None => list::run(context, &store, asked, wanted),
        Some(RequestsCommand::Approve { number }) => answer::approve(context, &store, asked, wanted, number),
        Some(RequestsCommand::Deny) => answer::run(context, &store, asked, wanted, &Decided::Deny),
        Some(RequestsCommand::Report) => answer::run(context, &store, asked, wanted, &Decided::Report),
    }
}

/// Nothing can wait where no account is set up: said, so that it is not taken for "nothing waits".
fn require_accounts(store: &Unlocked) -> Result<()> {
    if store.read()?.approvals().next().is_some() {
        return Ok(());
    }
    if let Some(row) = bound::find(&store.read()?, "").into_iter().find(|row| row.action_required) {
        let page = row.page().unwrap_or_else(|| "your organization's Security info page".to_owned());
        let name = bound::name(&row);
        return Err(Failure::new(Exit::Refused, "action-required", format!("this device has no key that is accepted for {name}"))
            .next(format!("open {page}, choose \u{201c}Add method\u{201d}, \u{201c}Authenticator app\u{201d}, and give the QR code to `regain enrol`")));
    }
    Err(Failure::new(Exit::NotFound, "not-enrolled", "no account of an organization is set up on this device")
        .next("open your organization's Security info page, choose \u{201c}Add method\u{201d}, \u{201c}Authenticator app\u{201d}, and give the QR code to `regain enrol`"))
}

/// A request that waits.
struct Open {
    waiting: Arc<Waiting>,
    view: RequestView,
}

/// An account that can't be asked now, by its name, and why.
type Unreached = (String, Failure);

/// Sorts answers: what waits, the oldest first, and what could not be asked, with its account's name.
fn sort(store: &Unlocked, asked: Vec<Asked>, wanted: Option<&str>) -> Result<(Vec<Open>, Vec<Unreached>)> {
    let replica = store.read()?;
    let (mut open, mut unreached) = (Vec::new(), Vec::new());
    for one in asked {
        match one.found {
            Ok(None) => {}
            Ok(Some(waiting)) => {
                let view = RequestView::of(&waiting, &replica).filter(|view| is_wanted(view, wanted));
                open.extend(view.map(|view| Open { waiting, view }));
            }
            Err(failure) => {
                let holding = replica.holdings.iter().find(|holding| holding.binding == one.binding);
                let name = holding.map(|holding| {
                    format!("{} ({})", holding.organisation.as_str(), holding.binding.portal.host())
                });
                unreached
                    .push((clean(&name.unwrap_or_else(|| one.binding.portal.host().to_owned())), failure));
            }
        }
    }
    open.sort_by_key(|open| open.view.asked);
    Ok((open, unreached))
}

fn is_wanted(view: &RequestView, wanted: Option<&str>) -> bool {
    let Some(wanted) = wanted.map(str::to_lowercase) else { return true };
    [&view.organisation, &view.name, &view.host].iter().any(|text| text.to_lowercase().contains(&wanted))
}

fn warn_unreached(context: &Context, unreached: &[Unreached]) {
    for (name, failure) in unreached {
        context.out.warn(format!("warning: {name} can't be asked now: {}", failure.message));
    }
}

fn purpose(purpose: PurposeView) -> (&'static str, &'static str) {
    match purpose {
        PurposeView::Enrolment => ("enrolment", "test of a new authenticator"),
        PurposeView::SignIn => ("sign-in", "sign-in"),
        PurposeView::StepUp => ("step-up", "confirming a change"),
    }
}

fn as_json(open: &Open) -> Value {
    let view = &open.view;
    json!({
        "portal": open.waiting.binding().portal.as_str(), "organization": view.organisation, "name": view.name,
        "application": view.application, "purpose": purpose(view.purpose).0, "place": view.place, "browser": view.browser,
        "digits": view.digits, "asked": time::iso(view.asked), "ends": time::iso(view.ends),
    })
}

/// A request as a person decides about it.
fn say(context: &Context, view: &RequestView) {
    let mut table = Table::plain();
    let unknown = || "not known".to_owned();
    table.pair("account", clean(&format!("{} at {} ({})", view.name, view.organisation, view.host)));
    table.pair("application", clean(&view.application));
    table.pair("for", purpose(view.purpose).1);
    table.pair("place", view.place.as_deref().map_or_else(unknown, clean));
    table.pair("browser", view.browser.as_deref().map_or_else(unknown, clean));
    table.pair("asked", time::ago(view.asked, context.now()));
    let left = view.ends.saturating_sub(context.now()).div_ceil(1000);
    table.pair("ends", if left == 0 { "ended".to_owned() } else { format!("in {left} s") });
    let title = match view.purpose {
        PurposeView::SignIn => format!("Are you signing in to {}?", view.application),
        PurposeView::StepUp => format!("Are you changing something at {}?", view.application),
        PurposeView::Enrolment => "Are you setting up this device?".to_owned(),
    };
    context.out.line(context.out.styled(Style::Strong, &clean(&title)));
    context.out.table(&table);
}
