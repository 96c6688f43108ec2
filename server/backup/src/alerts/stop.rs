//! `/alerts/stop/{token}`: the link in every mail that ends them.

use axum::extract::{Path, State};
use axum::response::Response;
use regain_http::token;
use regain_protocol::path;
use regain_storage::TokenPurpose;

use super::page;
use crate::fault::Fault;
use crate::state::Shared;

/// Says what will happen.
#[utoipa::path(get, path = path::ALERT_STOP, tag = "alerts", params(("token" = String, Path)),
    responses((status = 200, content_type = "text/html"), (status = 404, content_type = "text/html")))]
pub async fn show(State(service): State<Shared>, Path(token): Path<String>) -> Result<Response, Fault> {
    let Some(hash) = token::hash_of_text(&token) else { return Ok(page::gone()) };
    let found = service.storage.alert_of_token(hash, TokenPurpose::Stop, service.clock.now()).await?;
    Ok(found.map_or_else(page::gone, |found| {
        page::ask(
            "Stop alerts",
            &format!("{} will get no more mail about the backup {}.", found.alert.address, found.account),
            "Stop",
        )
    }))
}

/// Stops.
#[utoipa::path(post, path = path::ALERT_STOP, tag = "alerts", params(("token" = String, Path)),
    responses((status = 200, content_type = "text/html"), (status = 404, content_type = "text/html")))]
pub async fn act(State(service): State<Shared>, Path(token): Path<String>) -> Result<Response, Fault> {
    let Some(hash) = token::hash_of_text(&token) else { return Ok(page::gone()) };
    let done = service.storage.stop_alert(hash).await?;
    Ok(if done { page::done("Stopped", "No more mail comes to this address.") } else { page::gone() })
}
