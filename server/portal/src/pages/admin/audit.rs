//! The audit log.

mod check;
mod export;
mod line;
mod search;

use axum::Router;
use axum::routing::get;

use crate::state::Shared;

pub use line::{Line, lines};

/// Their paths.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/admin/audit", get(search::show))
        .route("/admin/audit/export", get(export::show))
        .route("/admin/audit/check", get(check::show).post(check::act))
}
