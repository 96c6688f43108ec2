//! `GET /backups/{backup}/states`: earlier states that can be restored.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use regain_protocol::{Problem, RestorableState, RestorableStates, path};

use crate::fault::Fault;
use crate::state::Shared;

/// Earlier states, newest first.
#[utoipa::path(get, path = path::STATES, tag = "entries", security(("session" = [])),
    params(("backup" = String, Path)),
    responses((status = 200, body = RestorableStates), (status = 404, body = Problem)))]
pub async fn states(
    State(service): State<Shared>,
    Path(backup): Path<String>,
    headers: HeaderMap,
) -> Result<Json<RestorableStates>, Fault> {
    let session = service.member(&headers, &backup).await?.session;
    let states = service.storage.states(session.backup, service.clock.now()).await?;
    let states = states.into_iter();
    let states = states
        .map(|state| RestorableState { number: state.number, time: state.time, author: state.author })
        .collect();
    Ok(Json(RestorableStates { states }))
}
