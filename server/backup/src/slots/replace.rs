//! `POST /backups/{backup}/slots`: a replaced slot with its record and blob in one operation, or one staged with a proposal.

use axum::Json;
use axum::extract::{Path, Request, State};
use regain_http::body;
use regain_log::{Entry, Kind};
use regain_protocol::{Appended, Problem, ReplaceSlot, path};
use regain_storage::Position;

use crate::entries::{Beside, append_entries};
use crate::fault::Fault;
use crate::state::Shared;

/// A replacement seals to every member: more than other JSON bodies hold. Bytes.
const BODY_BYTES: usize = 256 << 10;

/// Commits or stages a replacement.
#[utoipa::path(post, path = path::SLOTS, tag = "slots", security(("session" = [])),
    params(("backup" = String, Path)), request_body = ReplaceSlot,
    responses((status = 200, body = Appended), (status = 403, body = Problem),
        (status = 409, content_type = "application/vnd.regain.entries"), (status = 422, body = Problem)))]
pub async fn replace(
    State(service): State<Shared>,
    Path(backup): Path<String>,
    request: Request,
) -> Result<Json<Appended>, Fault> {
    let (parts, body) = request.into_parts();
    let signed = service.member(&parts.headers, &backup).await?;
    let wanted: ReplaceSlot = body::json(&parts.headers, body, BODY_BYTES).await?;
    let entry =
        Entry::decode(&wanted.entry.0).map_err(|error| Fault::malformed(format!("entry: {error}")))?;
    if !matches!(entry.header().kind, Kind::SlotReplaced | Kind::Proposed) {
        return Err(Fault::malformed("entry: this path takes slot-replaced and proposed"));
    }
    let beside = Beside { blob: wanted.blob, upload: wanted.registration_upload };
    let expected = Position { number: wanted.expected_number, hash: wanted.expected_hash };
    append_entries(&service, &signed, expected, vec![entry], Some(beside)).await.map(Json)
}
