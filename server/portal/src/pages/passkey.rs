//! Passkeys in Security info.

mod add;

use axum::Router;
use axum::routing::{get, post};

use crate::passkey::Refusal;
use crate::state::Shared;
use crate::words::Words;

/// Its paths.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route(add::PAGE, get(add::show).post(add::act))
        .route("/security-info/add/passkey/ask", post(add::ask))
}

/// What a person is told. Most refusals are the work of a program, and what a program did wrong helps nobody who reads it.
pub fn said(refusal: Refusal, w: Words) -> &'static str {
    match refusal {
        Refusal::Expired | Refusal::Used => w.passkey_over(),
        Refusal::Unknown => w.passkey_unknown(),
        Refusal::There => w.passkey_there(),
        Refusal::Counter => w.passkey_copied(),
        Refusal::Verification => w.passkey_unverified(),
        _ => w.passkey_wrong(),
    }
}
