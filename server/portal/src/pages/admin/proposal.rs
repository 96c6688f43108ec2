//! What waits for a second administrator.

mod decide;
mod list;

use axum::Router;
use axum::routing::get;

use crate::state::Shared;

/// Their paths.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/admin/proposals", get(list::show))
        .route("/admin/proposals/{id}", get(decide::show).post(decide::act))
}
