//! `GET /backups/{backup}/alerts`.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use regain_protocol::{Alert, Alerts, Problem, path};

use crate::fault::Fault;
use crate::state::Shared;

/// The addresses.
#[utoipa::path(get, path = path::ALERTS, tag = "alerts", security(("session" = [])),
    params(("backup" = String, Path)), responses((status = 200, body = Alerts), (status = 404, body = Problem)))]
pub async fn list(
    State(service): State<Shared>,
    Path(backup): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Alerts>, Fault> {
    let session = service.member(&headers, &backup).await?.session;
    let rows = service.storage.alerts(session.backup, service.clock.now()).await?;
    let alerts = rows.into_iter().map(|row| Alert { address: row.address, confirmed: row.confirmed });
    Ok(Json(Alerts { alerts: alerts.collect() }))
}
