//! `GET /backups/{backup}/entries`: what came after a number.

use axum::extract::{Path, Request, State};
use axum::response::Response;
use regain_protocol::limit::{PULL_BYTES, PULL_ENTRIES};
use regain_protocol::{Problem, ProblemCode, path};
use serde::Deserialize;

use super::framed::answer;
use crate::fault::Fault;
use crate::state::{Shared, query};

/// Which entries.
#[derive(Debug, Deserialize)]
pub struct Pull {
    /// The newest number the client has; absent: from the genesis on.
    after: Option<u64>,
    /// At most so many; 500 at most.
    limit: Option<u32>,
}

/// Entries, in full where the body is kept.
#[utoipa::path(get, path = path::ENTRIES, tag = "entries", security(("session" = [])),
    params(("backup" = String, Path), ("after" = Option<u64>, Query), ("limit" = Option<u32>, Query)),
    responses((status = 200, content_type = "application/vnd.regain.entries"), (status = 404, body = Problem)))]
pub async fn pull(
    State(service): State<Shared>,
    Path(backup): Path<String>,
    request: Request,
) -> Result<Response, Fault> {
    let session = service.member(request.headers(), &backup).await?.session;
    let Pull { after, limit } = query(&request)?;
    let limit = limit.unwrap_or(PULL_ENTRIES).clamp(1, PULL_ENTRIES) as usize;
    let page = service.storage.entries_after(session.backup, after, limit, PULL_BYTES).await?;
    let page = page.ok_or(ProblemCode::NotFound)?;
    Ok(answer(page.head, &page.entries))
}
