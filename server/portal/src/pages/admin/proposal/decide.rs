//! Approve, refuse, withdraw.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regain_storage::portal::{DeedId, DeedRow};
use serde::Deserialize;

use super::list::{Item, item};
use crate::acts::Act;
use crate::deeds::{Wanted, approve, decided, read_id};
use crate::fault::Fault;
use crate::notes::Note;
use crate::page::{Done, Frame, Tab, redirect, show as page};
use crate::pages::admin::member::{PassPage, close_request};
use crate::pages::admin::said::Names;
use crate::pages::admin::who::Administrator;
use crate::session::Action;
use crate::state::{Portal, Shared};
use crate::visit::{Me, Sent};

const LIST: &str = "/admin/proposals";

#[derive(Template)]
#[template(path = "admin/proposal.html")]
struct ProposalPage {
    frame: Frame,
    item: Item,
    path: String,
    mine: bool,
    may_approve: bool,
    gives_pass: bool,
    why_not: Option<&'static str>,
}

/// The form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    decision: String,
}

/// Shows it, and whether this one may approve.
pub async fn show(
    State(portal): State<Shared>,
    Administrator(me): Administrator,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let row = waiting(&portal, &me, &id).await?;
    me.permit(Action::Administer, &format!("{LIST}/{id}"))?;
    let w = me.visitor.words();
    let item = item(&portal, &row, &mut Names::default(), w).await?.ok_or(Fault::NotFound)?;
    let decided = decided(&portal, &me, &row).await?;
    let mine = row.by == me.standing.person.id;
    page(&ProposalPage {
        frame: Frame::of_me(&me, Tab::Administration),
        item,
        path: format!("{LIST}/{id}"),
        mine,
        gives_pass: matches!(decided, Ok((Wanted::Pass { .. }, _))),
        may_approve: decided.is_ok(),
        why_not: decided.err().filter(|_| !mine).map(|refusal| crate::page::not_second(refusal, w)),
    })
}

/// Does what was decided.
pub async fn act(
    State(portal): State<Shared>,
    Administrator(me): Administrator,
    Path(id): Path<String>,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Fault> {
    let row = waiting(&portal, &me, &id).await?;
    let permit = me.permit(Action::Administer, &format!("{LIST}/{id}"))?;
    match typed.decision.as_str() {
        "approve" => {
            let (wanted, target, issued) = approve(&portal, &me, &permit, &row).await?;
            if let Wanted::Pass { checked, .. } = &wanted {
                close_request(&portal, &me, &target, row.by, checked).await?;
            }
            match issued {
                Some(issued) => PassPage::show(&me, &target, &issued),
                None => Ok(redirect(&Done::CarriedOut.on(LIST))),
            }
        }
        "drop" => drop_it(&portal, &me, &row).await,
        _ => Err(Fault::Malformed),
    }
}

/// Whoever proposed it withdraws it; any other administrator refuses it, the one it is about too.
async fn drop_it(portal: &Portal, me: &Me, row: &DeedRow) -> Result<Response, Fault> {
    let mine = row.by == me.standing.person.id;
    let act = if mine { Act::ProposalWithdrawn } else { Act::ProposalRefused };
    let deed = Wanted::read(&row.deed).map_or("", |wanted| wanted.act().code());
    let note = Note::to(act, me, row.target).with("deed", deed);
    let notes = note.told(portal, &me.visitor, portal.now()).await?;
    if !portal.storage.drop_deed(row.id, notes).await? {
        return Err(Fault::Moved);
    }
    portal.mail_waits.notify_one();
    Ok(redirect(&Done::ProposalDropped.on(LIST)))
}

async fn waiting(portal: &Portal, me: &Me, id: &str) -> Result<DeedRow, Fault> {
    portal.storage.proposed_deed(DeedId(read_id(id)?), me.now).await?.ok_or(Fault::NotFound)
}
