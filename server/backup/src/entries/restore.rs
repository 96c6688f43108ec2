//! `GET /backups/{backup}/restore`: everything one state needs, in one answer.

use axum::extract::{Path, Request, State};
use axum::response::Response;
use regain_protocol::{Problem, ProblemCode, path};
use serde::Deserialize;

use super::framed::answer;
use crate::fault::Fault;
use crate::state::{Shared, query};

/// Which state.
#[derive(Debug, Deserialize)]
pub struct At {
    /// The number of an earlier state's newest entry; absent: the newest.
    at: Option<u64>,
}

/// All control entries, the newest kept checkpoint, its tail.
#[utoipa::path(get, path = path::RESTORE, tag = "entries", security(("session" = [])),
    params(("backup" = String, Path), ("at" = Option<u64>, Query)),
    responses((status = 200, content_type = "application/vnd.regain.entries"), (status = 404, body = Problem)))]
pub async fn restore(
    State(service): State<Shared>,
    Path(backup): Path<String>,
    request: Request,
) -> Result<Response, Fault> {
    let session = service.member(request.headers(), &backup).await?.session;
    let At { at } = query(&request)?;
    let set = service.storage.restore_set(session.backup, at).await?.ok_or(ProblemCode::NotFound)?;
    Ok(answer(set.head, &set.entries))
}
