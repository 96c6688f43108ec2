//! The link of an invitation.

mod accept;

use axum::Router;
use axum::routing::get;

use crate::state::Shared;

/// Its path.
pub fn routes() -> Router<Shared> {
    Router::new().route("/invitation/{link}", get(accept::show).post(accept::act))
}
