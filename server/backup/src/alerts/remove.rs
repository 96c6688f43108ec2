//! `DELETE /backups/{backup}/alerts`.

use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use regain_http::body;
use regain_protocol::limit::JSON_BYTES;
use regain_protocol::{AlertAddress, Problem, ProblemCode, path};

use super::MailAddress;
use crate::fault::Fault;
use crate::state::Shared;

/// Removes an address.
#[utoipa::path(delete, path = path::ALERTS, tag = "alerts", security(("session" = [])),
    params(("backup" = String, Path)), request_body = AlertAddress,
    responses((status = 204), (status = 404, body = Problem)))]
pub async fn remove(
    State(service): State<Shared>,
    Path(backup): Path<String>,
    request: Request,
) -> Result<StatusCode, Fault> {
    let (parts, body) = request.into_parts();
    let backup = service.member(&parts.headers, &backup).await?.session.backup;
    let AlertAddress { address } = body::json(&parts.headers, body, JSON_BYTES).await?;
    let address: MailAddress =
        address.parse().map_err(|error| Fault::malformed(format!("address: {error}")))?;
    if service.storage.remove_alert(backup, address.as_str()).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ProblemCode::NotFound.into())
    }
}
