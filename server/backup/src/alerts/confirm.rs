//! `/alerts/confirm/{token}`: the link in a mail. GET shows, POST acts: mail programs open links by themselves.

use axum::extract::{Path, State};
use axum::response::Response;
use regain_http::token;
use regain_protocol::path;
use regain_storage::TokenPurpose;

use super::page;
use crate::fault::Fault;
use crate::state::Shared;

/// Says what will happen.
#[utoipa::path(get, path = path::ALERT_CONFIRM, tag = "alerts", params(("token" = String, Path)),
    responses((status = 200, content_type = "text/html"), (status = 404, content_type = "text/html")))]
pub async fn show(State(service): State<Shared>, Path(token): Path<String>) -> Result<Response, Fault> {
    let Some(hash) = token::hash_of_text(&token) else { return Ok(page::gone()) };
    let found = service.storage.alert_of_token(hash, TokenPurpose::Confirm, service.clock.now()).await?;
    Ok(found.map_or_else(page::gone, |found| {
        page::ask(
            "Confirm alerts",
            &format!(
                "{} will be told when something happens to the backup {}.",
                found.alert.address, found.account
            ),
            "Confirm",
        )
    }))
}

/// Confirms.
#[utoipa::path(post, path = path::ALERT_CONFIRM, tag = "alerts", params(("token" = String, Path)),
    responses((status = 200, content_type = "text/html"), (status = 404, content_type = "text/html")))]
pub async fn act(State(service): State<Shared>, Path(token): Path<String>) -> Result<Response, Fault> {
    let Some(hash) = token::hash_of_text(&token) else { return Ok(page::gone()) };
    let done = service.storage.confirm_alert(hash, service.clock.now()).await?;
    Ok(if done {
        page::done("Confirmed", "You will be told. Every mail says how to stop them.")
    } else {
        page::gone()
    })
}
