//! `GET /backups/{backup}/status`: devices, proposals, sizes; nothing that is inside.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use regain_protocol::{BackupStatus, DeviceSeen, OpenProposal, Problem, ProblemCode, path};

use crate::chains;
use crate::fault::Fault;
use crate::state::Shared;

/// The status.
#[utoipa::path(get, path = path::STATUS, tag = "backups", security(("session" = [])),
    params(("backup" = String, Path)),
    responses((status = 200, body = BackupStatus), (status = 404, body = Problem)))]
pub async fn show(
    State(service): State<Shared>,
    Path(backup): Path<String>,
    headers: HeaderMap,
) -> Result<Json<BackupStatus>, Fault> {
    let backup = service.member(&headers, &backup).await?.session.backup;
    let row = service.storage.head(backup).await?.ok_or(ProblemCode::NotFound)?;
    let chain = chains::stored(&row)?;
    let seen = service.storage.devices_seen(backup).await?;
    let is_device = |id| chain.member(id).is_some_and(|member| !member.record.kind.is_slot());
    let devices = seen.into_iter().filter(|seen| is_device(seen.member));
    let devices = devices.map(|seen| DeviceSeen { id: seen.member, last_seen: seen.last_seen }).collect();
    let proposals = chain.proposals().map(|(hash, proposal)| OpenProposal {
        hash: *hash,
        stored: proposal.stored,
        ripe: proposal.ripe_at(),
        confirmed: proposal.confirmed_by.is_some(),
    });
    Ok(Json(BackupStatus {
        account: row.name.parse().map_err(Fault::internal)?,
        time: service.clock.now(),
        devices,
        proposals: proposals.collect(),
        entries: row.entries,
        bytes: row.bytes,
    }))
}
