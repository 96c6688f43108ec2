//! An account is disabled, or enabled again.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::deeds::{Outcome, Wanted, carry, ruling};
use crate::fault::Fault;
use crate::page::{Done, redirect};
use crate::pages::admin::confirm::{Confirm, member_path};
use crate::pages::admin::who::{Helper, somebody};
use crate::session::Action;
use crate::state::{Portal, Shared};
use crate::visit::Me;

/// Asks.
pub async fn show_disable(
    State(portal): State<Shared>,
    Helper(me): Helper,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    ask(&portal, &me, &id, &Wanted::Disabled).await
}

/// Disables.
pub async fn disable(
    State(portal): State<Shared>,
    Helper(me): Helper,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    act(&portal, &me, &id, &Wanted::Disabled, Done::Disabled).await
}

/// Asks.
pub async fn show_enable(
    State(portal): State<Shared>,
    Helper(me): Helper,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    ask(&portal, &me, &id, &Wanted::Enabled).await
}

/// Enables.
pub async fn enable(
    State(portal): State<Shared>,
    Helper(me): Helper,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    act(&portal, &me, &id, &Wanted::Enabled, Done::Enabled).await
}

async fn ask(portal: &Portal, me: &Me, id: &str, wanted: &Wanted) -> Result<Response, Fault> {
    let target = somebody(portal, me, id).await?.person;
    let ruling =
        ruling(portal, &me.standing.person, wanted.deed(), &target).await?.map_err(Fault::Refused)?;
    let verb = verb(wanted);
    me.permit(Action::Administer, &format!("{}/{verb}", member_path(&target)))?;
    let (w, shown) = (me.visitor.words(), target.shown.as_str());
    let page = if *wanted == Wanted::Disabled {
        let text = w.disable_text().to_owned();
        Confirm::of(me, &target, verb, w.disable_title(shown), text, w.disable_do()).grave()
    } else {
        let text = w.enable_text().to_owned();
        Confirm::of(me, &target, verb, w.enable_title(shown), text, w.enable_do())
    };
    page.ruled(ruling).show()
}

async fn act(portal: &Portal, me: &Me, id: &str, wanted: &Wanted, done: Done) -> Result<Response, Fault> {
    let target = somebody(portal, me, id).await?;
    let path = member_path(&target.person);
    let permit = me.permit(Action::Administer, &format!("{path}/{}", verb(wanted)))?;
    let outcome = carry(portal, me, &permit, &target, wanted).await?;
    Ok(redirect(&said(&outcome, done).on(&path)))
}

fn verb(wanted: &Wanted) -> &'static str {
    if *wanted == Wanted::Disabled { "disable" } else { "enable" }
}

/// What a deed came to.
pub fn said(outcome: &Outcome, done: Done) -> Done {
    match outcome {
        Outcome::Done(_) => done,
        Outcome::Waits => Done::Proposed,
        Outcome::WaitedBefore => Done::ProposedBefore,
    }
}
