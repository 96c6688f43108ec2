//! Where a person is signed in, and what happened to the account.

mod end;
mod list;

use axum::Router;
use axum::routing::{get, post};

use crate::state::Shared;

/// Its paths.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/sessions", get(list::show))
        .route("/sessions/end", post(end::one))
        .route("/sessions/end-all", post(end::all))
}
