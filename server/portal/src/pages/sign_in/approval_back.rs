//! The app that was reported lost is there again: the mailed link, **and** an approval by that very app (design of "report lost").

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use regain_http::token;
use regain_storage::portal::{Asked, Purpose, RequestState};

use super::approval;
use crate::Standing;
use crate::approvals::{self, NotAsked};
use crate::fault::Fault;
use crate::page::{redirect, show as page};
use crate::state::Shared;
use crate::visit::{Next, Visitor};

/// Where somebody goes whose app is in use again.
const BACK: &str = "/sign-in?done=method-resumed";

/// Opens a request that only the reported app is shown.
pub async fn act(
    State(portal): State<Shared>,
    visitor: Visitor,
    Path(link): Path<String>,
) -> Result<Response, Fault> {
    let hash = token::hash_of_text(&link).ok_or(Fault::NotFound)?;
    let now = portal.now();
    let row = portal.storage.one_time(hash, Purpose::Resume, now).await?.ok_or(Fault::NotFound)?;
    let (person, methods) = portal.storage.person(row.person, now).await?.ok_or(Fault::NotFound)?;
    let standing = Standing { person, methods };
    let method = row.method.ok_or(Fault::NotFound)?;
    match approvals::ask(&portal, &visitor, &standing, Asked::Resume { link: hash, method }).await? {
        Ok(()) => Ok(redirect(&format!("{}/approval", base(&link)))),
        Err(NotAsked::Wait(ms)) => Err(Fault::Slow(ms)),
        Err(NotAsked::Pending | NotAsked::Paused(_)) => Err(Fault::Busy),
        Err(NotAsked::Gone) => Err(Fault::NotFound),
    }
}

/// Shows the number, and leads to the sign-in when it was typed.
pub async fn show(
    State(portal): State<Shared>,
    visitor: Visitor,
    Path(link): Path<String>,
) -> Result<Response, Fault> {
    let hash = token::hash_of_text(&link).ok_or(Fault::NotFound)?;
    let now = portal.now();
    let row = portal.storage.request_of(hash, now).await?.ok_or(Fault::NotFound)?;
    if row.state == RequestState::Approved {
        return Ok(redirect(BACK));
    }
    let Asked::Resume { method, .. } = row.asked else { return Err(Fault::NotFound) };
    let found = portal.storage.person(row.person, now).await?.ok_or(Fault::NotFound)?;
    let device = found.1.into_iter().find(|row| row.id == method).map_or_else(String::new, |row| row.name);
    page(&approval::page_of(&visitor, base(&link), Next::asked(None), &row, device, None, now))
}

/// Tells the waiting page when its request stands otherwise.
pub async fn events(
    State(portal): State<Shared>,
    Path(link): Path<String>,
) -> Result<impl IntoResponse, Fault> {
    let hash = token::hash_of_text(&link).ok_or(Fault::NotFound)?;
    let row = portal.storage.request_of(hash, portal.now()).await?.ok_or(Fault::NotFound)?;
    Ok(approval::stream(&portal, row.person, hash))
}

fn base(link: &str) -> String {
    format!("/resume/{link}")
}
