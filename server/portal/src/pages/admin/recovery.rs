//! Requests for help.

mod close;
mod list;

use axum::Router;
use axum::routing::get;

use crate::state::Shared;

/// Their paths.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/admin/recovery", get(list::show))
        .route("/admin/recovery/{id}/close", get(close::show).post(close::act))
}
