//! `GET /backups/{backup}/headers`: headers and signatures, which are kept for ever.

use axum::extract::{Path, Request, State};
use axum::response::Response;
use regain_protocol::limit::HEADERS;
use regain_protocol::{Problem, ProblemCode, path};
use serde::Deserialize;

use super::framed::answer;
use crate::fault::Fault;
use crate::state::{Shared, query};

/// Which headers.
#[derive(Debug, Deserialize)]
pub struct Range {
    /// The first number.
    from: u64,
    /// The last number.
    to: u64,
}

/// Headers and signatures of a run, at most 10,000.
#[utoipa::path(get, path = path::HEADERS, tag = "entries", security(("session" = [])),
    params(("backup" = String, Path), ("from" = u64, Query), ("to" = u64, Query)),
    responses((status = 200, content_type = "application/vnd.regain.entries"), (status = 404, body = Problem)))]
pub async fn headers(
    State(service): State<Shared>,
    Path(backup): Path<String>,
    request: Request,
) -> Result<Response, Fault> {
    let session = service.member(request.headers(), &backup).await?.session;
    let Range { from, to } = query(&request)?;
    if to < from {
        return Err(Fault::malformed("to: before from"));
    }
    let row = service.storage.head(session.backup).await?.ok_or(ProblemCode::NotFound)?;
    let to = to.min(from.saturating_add(HEADERS - 1));
    let headers = service.storage.headers(session.backup, from, to).await?;
    Ok(answer(row.head, &headers))
}
