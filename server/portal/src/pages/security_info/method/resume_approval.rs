//! The way back from "report lost" by an approval of the very app that was reported: the request goes to it alone.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use regain_storage::portal::{Asked, MethodKind, RequestRow, RequestState};

use super::resume::{self, About};
use crate::approvals::{self, NotAsked};
use crate::fault::Fault;
use crate::page::{When, redirect};
use crate::state::{Portal, Shared};
use crate::visit::Visitor;
use crate::waiting;
use crate::words::Words;

/// A request that waits, or how it ended.
pub enum Request {
    /// Its number stands here.
    Waiting {
        /// In groups.
        number: String,
        /// Until when it waits.
        until: When,
        /// For so many ms.
        left: u64,
    },
    /// It ended otherwise than by an approval.
    Ended(&'static str),
}

/// The newest request of this link.
pub async fn newest(portal: &Portal, about: &About, now: u64, w: Words) -> Result<Option<Request>, Fault> {
    if about.method.kind != MethodKind::Approval {
        return Ok(None);
    }
    let row = portal.storage.request_of(about.hash, now).await?;
    Ok(row.map(|row| shown(&row, now, w)))
}

fn shown(row: &RequestRow, now: u64, w: Words) -> Request {
    match row.state {
        RequestState::Waiting => Request::Waiting {
            number: approvals::grouped(&row.texts.number),
            until: When::at(row.expires),
            left: row.expires.saturating_sub(now),
        },
        RequestState::WrongNumber => Request::Ended(w.approval_wrong_number()),
        RequestState::Denied | RequestState::Reported => Request::Ended(w.approval_denied()),
        RequestState::Approved | RequestState::Over => Request::Ended(w.approval_over()),
    }
}

/// Sends a request to the app.
pub async fn act(
    State(portal): State<Shared>,
    visitor: Visitor,
    Path(link): Path<String>,
) -> Result<Response, Fault> {
    let about = resume::read(&portal, &link).await?;
    if about.method.kind != MethodKind::Approval {
        return Err(Fault::NotFound);
    }
    let asked = Asked::Resume { link: about.hash, method: about.method.id };
    match approvals::ask(&portal, &visitor, &about.standing, asked).await? {
        Ok(()) => Ok(redirect(&format!("/resume/{link}"))),
        Err(NotAsked::Wait(ms)) => Err(Fault::Slow(ms)),
        Err(NotAsked::Paused(until)) => Err(Fault::Slow(until.saturating_sub(portal.now()))),
        Err(NotAsked::Pending | NotAsked::Gone) => Err(Fault::Moved),
    }
}

/// Tells the waiting page when its request stands otherwise.
pub async fn events(
    State(portal): State<Shared>,
    Path(link): Path<String>,
) -> Result<impl IntoResponse, Fault> {
    let About { hash, standing, .. } = resume::read(&portal, &link).await?;
    Ok(waiting::stream(&portal, standing.person.id, move |portal: Shared| async move {
        let row = portal.storage.request_of(hash, portal.now()).await.ok()??;
        Some(approvals::code(row.state).to_owned())
    }))
}
