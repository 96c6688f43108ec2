//! `PUT /backups/{backup}/slots/{slot}/blob`: the same secret opens a blob with a newer checkpoint.

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use regain_http::body;
use regain_protocol::limit::JSON_BYTES;
use regain_protocol::{Problem, ProblemCode, UpdateBlob, path};

use super::row::check_blob;
use crate::fault::Fault;
use crate::state::Shared;

/// Replaces the blob; only the slot itself may.
#[utoipa::path(put, path = path::BLOB, tag = "slots", security(("session" = [])),
    params(("backup" = String, Path), ("slot" = String, Path)), request_body = UpdateBlob,
    responses((status = 204), (status = 403, body = Problem)))]
pub async fn update(
    State(service): State<Shared>,
    Path((backup, slot)): Path<(String, String)>,
    request: Request,
) -> Result<StatusCode, Fault> {
    let (parts, body) = request.into_parts();
    let session = service.member(&parts.headers, &backup).await?.session;
    if session.member.to_string() != slot {
        return Err(ProblemCode::NotAllowed.into());
    }
    let UpdateBlob { blob } = body::json(&parts.headers, body, JSON_BYTES).await?;
    check_blob(&blob)?;
    if service.storage.set_slot_blob(session.backup, session.member, blob.0).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ProblemCode::NotAllowed.into())
    }
}
