//! `GET /events`: server-sent events (HTML Living Standard, section 9.2). Each means "look again".

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use regain_http::bearer;
use regain_protocol::ProblemCode;

use crate::api::fault::Refused;
use crate::api::named;
use crate::state::Shared;
use crate::waiting;

/// Tells when something else waits than before, the first time at once; ends with the session.
pub async fn watch(State(portal): State<Shared>, headers: HeaderMap) -> Result<impl IntoResponse, Refused> {
    let token = bearer::token_hash(&headers).ok_or(ProblemCode::SignInRequired)?;
    let session = portal.storage.app_session(token, portal.now()).await?;
    let (person, _) = session.ok_or(ProblemCode::SignInRequired)?;
    Ok(waiting::stream(&portal, person, move |portal: Shared| async move {
        let now = portal.now();
        let (person, method) = portal.storage.app_session(token, now).await.ok()??;
        let request = portal.storage.waiting_request(person, method, now).await.ok()?;
        Some(
            request.map_or_else(
                || "{}".to_owned(),
                |row| format!("{{\"request\":\"{}\"}}", named::request(row.id)),
            ),
        )
    }))
}
